// @ts-check
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, findFirefox, findMiniBrowser } from '../lib/browsers.mjs';
import { end, environmentWith } from '../lib/processes.mjs';
import { ROOT } from '../lib/project.mjs';
import { remove } from '../lib/remove.mjs';
import { bundlePages } from './bundle.mjs';
import { trainedDigits } from './engine/digits.mjs';
import { serve } from './serve.mjs';

/**
 * A browser of each engine, its Debian package, and what opens an address in it without a driver.
 * @typedef {{ name: string, debian: string, program: string | undefined, command: (url: string, profile: string) => string[] }} Engine
 */

/** A page that takes longer than this hangs. */
const LIMIT_MS = 300_000;
const isRoot = process.getuid?.() === 0;

/** @returns {Engine[]} */
function engines() {
  const [chromium, firefox, webkit] = [findChromium(), findFirefox(), findMiniBrowser()];
  return [
    {
      name: 'Chromium', debian: 'chromium', program: chromium,
      command: (url, profile) => [`${chromium}`, '--headless=new', ...isRoot ? ['--no-sandbox'] : [], `--user-data-dir=${profile}`, url],
    },
    {
      name: 'Firefox', debian: 'firefox-esr', program: firefox,
      command: (url, profile) => [`${firefox}`, '--headless', '--no-remote', '--profile', profile, url],
    },
    {
      name: 'WebKitGTK', debian: 'libwebkit2gtk-4.1-0 and xvfb', program: webkit,
      command: (url) => ['xvfb-run', '-a', `${webkit}`, url],
    },
  ];
}

/**
 * Trains in every engine, and verifies a stored run there: all digits must be those of Node.
 * @param {string} site the folder
 * @param {{ all: boolean }} options whether each engine must be there
 * @returns {Promise<import('./checks.mjs').Finding[]>}
 */
export async function checkEngines(site, { all }) {
  const scratch = mkdtempSync(join(tmpdir(), 'mdgl-engines-'));
  const page = join(scratch, 'page');
  await bundlePages(page, join(ROOT, 'tools', 'site', 'engine'), ['index.html']);
  const mdgl = createRequire(import.meta.url)(join(ROOT, 'dist', 'index.js'));
  const wanted = JSON.stringify(await trainedDigits(mdgl));
  /** @type {import('./checks.mjs').Finding[]} */
  const findings = [];
  for (const engine of engines()) {
    const name = `digits in ${engine.name}`;
    if (!engine.program) {
      findings.push({ name, problems: all ? [`it is not here; in Debian it is in ${engine.debian}`] : [], said: 'not here, skipped' });
    } else findings.push({ name, ...judge(await reportOf(engine, { site, page, profile: join(scratch, engine.name) }), wanted) });
  }
  remove(scratch);
  return findings;
}

/**
 * @param {{ agent?: string, digits?: object, verified?: string, error?: string }} report
 * @param {string} wanted digits
 */
function judge({ agent = '', digits, verified, error }, wanted) {
  const problems = [];
  if (error) problems.push(error);
  else {
    if (JSON.stringify(digits) !== wanted) problems.push(`trains to ${JSON.stringify(digits)}, Node to ${wanted}`);
    if (!verified?.startsWith('Equal in every digit')) problems.push(`verify.html says: ${verified}`);
  }
  return { problems, said: agent.split(' ').slice(-2).join(' ') };
}

/**
 * @param {Engine} engine
 * @param {{ site: string, page: string, profile: string }} folders
 * @returns {Promise<object>}
 */
async function reportOf(engine, { site, page, profile }) {
  // Firefox waits for a profile that is not there.
  mkdirSync(profile);
  const server = await serve({ '/site/': site, '/page/': page });
  const [program, ...args] = engine.command(`${server.address}/page/index.html?site=/site/`, profile);
  const browser = spawn(program, args, {
    stdio: 'ignore', windowsHide: true, env: environmentWith({ WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: isRoot ? '1' : undefined }),
  });
  const failed = new Promise((resolve) => browser.once('error', ({ message }) => resolve({ error: message })));
  const late = new Promise((resolve) => setTimeout(() => resolve({ error: `no report within ${LIMIT_MS / 1000} s` }), LIMIT_MS).unref());
  try {
    return await Promise.race([server.report, failed, late]);
  } finally {
    await end(browser);
    server.close();
  }
}
