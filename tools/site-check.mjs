// @ts-check
/**
 * The built site in real browsers: Chromium is driven through every check in tools/site/checks, and in each engine (Chromium, Firefox,
 * WebKitGTK) a page trains, verifies, and reports.
 *   npm run site:check                     all; a browser that is not here is passed over
 *   npm run site:check -- pages engines    these
 *   npm run site:check -- --all-browsers   a browser that is not here is a failure
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from './lib/browsers.mjs';
import { buildIfStale } from './lib/build.mjs';
import { ROOT } from './lib/project.mjs';
import { runTool, ToolError } from './lib/tool-error.mjs';
import { findChecks, findingsOf } from './site/checks.mjs';
import { checkEngines } from './site/engines.mjs';
import { serve } from './site/serve.mjs';

const SITE = join(ROOT, 'site');
/** As deep as a project's page may stand: all addresses must be relative. */
const BELOW = '/some/where/';

await runTool(async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { 'all-browsers': { type: 'boolean', default: false } } });
  if (!existsSync(join(SITE, 'index.html'))) throw new ToolError('there is no site to check; npm run site builds it');
  buildIfStale();
  const checks = await findChecks();
  const all = [...Object.keys(checks), 'engines'];
  const unknown = positionals.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new ToolError(`there is no check ${unknown}; there are ${all.join(', ')}`);
  const wanted = positionals.length > 0 ? positionals : all;
  const chromium = findChromium();
  if (!chromium) report({ name: 'Chromium', problems: values['all-browsers'] ? ['it is not here'] : [], said: 'skipped, is not here' });
  else await driveChromium(chromium, Object.entries(checks).filter(([name]) => wanted.includes(name)));
  if (!wanted.includes('engines')) return;
  (await findingsOf('engines', () => checkEngines(SITE, { all: values['all-browsers'] }))).forEach(report);
});

/** @param {string} executablePath @param {readonly (readonly [string, import('./site/checks.mjs').Check])[]} checks */
async function driveChromium(executablePath, checks) {
  const { chromium } = await import('playwright-core');
  const server = await serve({ [BELOW]: SITE });
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    for (const [name, check] of checks) (await findingsOf(name, () => check(browser, server.address + BELOW))).forEach(report);
  } finally {
    await browser.close();
    server.close();
  }
}

/** @param {import('./site/checks.mjs').Finding} finding */
function report({ name, problems, said }) {
  if (problems.length > 0) process.exitCode = 1;
  const lines = [`${problems.length > 0 ? '✗' : '✓'} ${name}${said ? ` (${said})` : ''}`, ...problems];
  process.stdout.write(`${lines.join('\n    ')}\n`);
}
