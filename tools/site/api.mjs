// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { modified, newestIn } from '../lib/build.mjs';
import { ROOT } from '../lib/project.mjs';
import { ToolError } from '../lib/tool-error.mjs';

/** What makes the pages, and leaves its script and style in them. */
export const TYPEDOC = join(ROOT, 'node_modules', 'typedoc');
/** Its options; the scheme `site:` in them stands for the way up from a page. */
const OPTIONS = join(ROOT, 'tools', 'site', 'typedoc.json');

/** Whether the pages are newer than the library's sources: to make them takes half a minute. @param {string} api their folder */
export function isApiFresh(api) {
  const page = join(api, 'index.html');
  return existsSync(page) && modified(page) > Math.max(newestIn(join(ROOT, 'src')), modified(OPTIONS));
}

/**
 * Makes the pages of the library's interface; TensorFlow.js's is not among them.
 * @param {string} api their folder
 * @throws ToolError if TypeDoc fails
 */
export async function buildApi(api) {
  const typedoc = spawn(process.execPath, [join(TYPEDOC, 'bin', 'typedoc'), '--options', OPTIONS, '--out', api], {
    cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true,
  });
  const [code] = await once(typedoc, 'exit');
  if (code !== 0) throw new ToolError(`TypeDoc failed (exit code ${code}); what it says stands above`);
  for (const entry of readdirSync(api, { recursive: true, withFileTypes: true })) {
    if (entry.name.endsWith('.html')) leadUp(api, join(entry.parentPath, entry.name));
  }
}

/** @param {string} api @param {string} page */
function leadUp(api, page) {
  const up = '../'.repeat(relative(api, page).split(sep).length);
  writeFileSync(page, readFileSync(page, 'utf8').replaceAll('href="site:', `href="${up}`));
}
