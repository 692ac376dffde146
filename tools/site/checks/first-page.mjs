// @ts-check
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../../lib/project.mjs';
import { seriousIn } from './axe.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {(hash?: string, options?: import('playwright-core').BrowserContextOptions, script?: string) => Promise<Page>} Open */

/** Longest that three small networks may take on a busy machine, ms. */
const LONG = 120_000;

/**
 * Uses the first page as visitors would.
 * @param {import('playwright-core').Browser} browser
 * @param {string} address of the site, with / at its end
 * @returns {Promise<string[]>} what is not as it should be
 */
export async function checkFirstPage(browser, address) {
  /** @type {string[]} */
  const findings = [];
  for (const check of [isAlive, restsWhereItSays, silences, givesTheSameDigits, refusesWhatIsWrong, hidesControls, goesByKeys, isReachable,
    rests, standsWithoutSimd]) {
    const say = (/** @type {string} */ what) => { findings.push(`first page, ${check.name}: ${what}`); };
    try {
      (await check((hash, options, script) => open(browser, `${address}${hash ?? ''}`, say, options, script))).forEach(say);
    } catch (error) {
      say(/** @type {Error} */ (error).message.split('\n')[0]);
    }
    for (const context of browser.contexts()) await context.close();
  }
  return findings;
}

/**
 * Opens a page that reports errors, and what it asks for from elsewhere.
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {(what: string) => void} say
 * @param {import('playwright-core').BrowserContextOptions} [options]
 * @param {string} [script] runs before all others
 */
async function open(browser, address, say, options, script) {
  const page = await (await browser.newContext(options)).newPage();
  if (script) await page.addInitScript(script);
  page.on('console', (message) => { if (message.type() === 'error') say(`the console says ${message.text()}`); });
  page.on('pageerror', (error) => say(error.message));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(address).origin) say(`asks for ${request.url()}`);
  });
  page.setDefaultTimeout(LONG);
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  return page;
}

/** The stored figure is there at once, and three curves grow. @param {Open} visit */
async function isAlive(visit) {
  const page = await visit();
  const stored = await page.locator('#stored svg.panel .mean .line').count();
  await page.waitForFunction(() => document.querySelectorAll('#live-panels .curve .line').length === 6);
  await reaches(page, 120);
  const raster = await page.locator('#raster path').count();
  return [
    ...stored === 6 ? [] : [`${stored} stored curves are there at once, not 6`],
    ...raster > 3 ? [] : ['no spikes are shown'],
  ];
}

/** Paused, stepped and reloaded, a page shows the same. @param {Open} visit */
async function restsWhereItSays(visit) {
  const page = await visit('#seed=3&task.cues=5');
  await page.waitForFunction(() => Number(document.querySelector('progress')?.value) > 10);
  await page.click('#play');
  await page.waitForFunction(() => document.querySelector('#play')?.textContent === 'Play');
  const iteration = await page.locator('progress').evaluate((bar) => Math.ceil((/** @type {any} */ (bar).value + 1) / 10) * 10);
  await page.click('#step');
  await reaches(page, iteration);
  const [before, link] = [await shown(page), await page.evaluate(() => location.hash)];
  const again = await visit(link);
  await reaches(again, iteration);
  const after = await shown(again);
  return [
    ...link.includes(`at=${iteration}`) && link.includes('task.cues=5') ? [] : [`the address is ${link} at iteration ${iteration}`],
    ...before === after ? [] : [`reloaded, it shows ${after} in place of ${before}`],
  ];
}

/** A silent pair makes a curve of its own, which leaves the untouched one; and the address makes both again. @param {Open} visit */
async function silences(visit) {
  const page = await visit('#at=40');
  await reaches(page, 40);
  await page.click('[data-pair="E>I"]');
  await page.waitForSelector('#legend .fork');
  await reaches(page, 40);
  await page.click('#play');
  await reaches(page, 120);
  const link = await page.evaluate(() => location.hash);
  const [untouched, changed] = await page.locator('#legend tr.rule-mdgl').allInnerTexts();
  const again = await visit(link);
  // it is made when the others are there
  await again.waitForSelector('#legend .fork');
  await reaches(again, 120);
  const curves = await page.locator('#live-panels').innerHTML();
  // the last points come a moment after their iteration
  const isSame = await again.waitForFunction((wanted) => document.querySelector('#live-panels')?.innerHTML === wanted, curves,
    { timeout: 20_000 }).then(() => true, () => false);
  return [
    ...link.includes('silence=E%3EI&from=40') ? [] : [`the address is ${link}`],
    ...numbersOf(untouched) === numbersOf(changed) ? ['the silent network fares as the untouched one'] : [],
    ...isSame ? [] : ['reloaded, the curves are others'],
  ];
}

/** The files are those of `mdgl train`. @param {Open} visit */
async function givesTheSameDigits(visit) {
  const mdgl = createRequire(import.meta.url)(join(ROOT, 'dist', 'index.js'));
  const page = await visit('#seed=2&task.delayMs=40&network.cellTypes.0.lif=9');
  await reaches(page, 120);
  const [i, e] = mdgl.presets.tiny.network.cellTypes;
  const settings = mdgl.settings('tiny', { task: { delayMs: 40 }, network: { cellTypes: [{ ...i, lif: 9 }, e] } });
  const engine = mdgl.createEngine('wasm', { workers: 1 });
  const findings = [];
  for (const [n, rule] of ['e-prop', 'mdgl', 'bptt'].entries()) {
    const run = { settings, rule: mdgl.ruleOf(rule), seed: 2 };
    const progress = mdgl.begin(run);
    for await (const _ of mdgl.trainStepwise(run, engine, progress));
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#commands button').nth(n).click()]);
    const text = readFileSync(await download.path(), 'utf8');
    if (text !== mdgl.formatCurve(progress.curve)) findings.push(`${download.suggestedFilename()} differs from what mdgl train writes`);
  }
  await engine.close();
  return findings;
}

/** What is wrong in an address is said in a line, and all else is as the address says. @param {Open} visit */
async function refusesWhatIsWrong(visit) {
  const page = await visit('#seed=0&task.cues=4&rules=mdgl,nonsense&at=7&preset=huge');
  await reaches(page, 7);
  const line = await page.locator('#problem').innerText();
  const wanted = ['seed is "0"', 'odd', 'unknown rule "nonsense"', 'preset is "huge"'];
  const marked = await visit('#at=0');
  await reaches(marked, 0);
  await marked.fill('[name="task.cues"]', '4');
  await marked.press('[name="task.cues"]', 'Enter');
  await marked.waitForSelector('[name="task.cues"][aria-invalid=true]');
  return wanted.filter((part) => !line.includes(part)).map((part) => `nothing says ${part}: ${line}`);
}

/** A teacher's link hides controls. @param {Open} visit */
async function hidesControls(visit) {
  const page = await visit('#at=0&hide=rules,take,seed');
  await reaches(page, 0);
  const controls = page.locator('#take, [data-control=rules], [data-control=seed]');
  const seen = await controls.evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  return seen === 0 ? [] : [`${seen} hidden controls show`];
}

/** Space plays and pauses, → steps, R resets; in a field they are letters. @param {Open} visit */
async function goesByKeys(visit) {
  const page = await visit('#at=0');
  await reaches(page, 0);
  await page.keyboard.press('ArrowRight');
  await reaches(page, 10);
  await page.keyboard.press(' ');
  await page.waitForFunction(() => document.querySelector('#play')?.textContent === 'Pause');
  await page.keyboard.press('r');
  await reaches(page, 0);
  await page.focus('[name=seed]');
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(300);
  const moved = await page.locator('progress').evaluate((bar) => /** @type {any} */ (bar).value);
  return moved === 0 ? [] : ['a key in a field steps'];
}

/** On a phone and on a laptop, light and dark: nothing serious, nothing too wide, nothing too small to hit. @param {Open} visit */
async function isReachable(visit) {
  const findings = [];
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const page = await visit('#at=20&silence=E>I&from=10', { colorScheme });
    await reaches(page, 20);
    await page.waitForSelector('#legend .fork');
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      const small = await page.locator('button, select, input, a.button, nav a').evaluateAll((all) => all.flatMap((one) => {
        const { width: across, height } = (one.closest('label.check') ?? one).getBoundingClientRect();
        return one.checkVisibility() && Math.min(across, height) < 43.5 ? [one.outerHTML.slice(0, 80)] : [];
      }));
      const place = `${width} px, ${colorScheme}`;
      if (wide > width) findings.push(`${place}: ${wide} px wide`);
      findings.push(...small.map((html) => `${place}: smaller than 44 px: ${html}`));
      findings.push(...(await seriousIn(page)).map((finding) => `${place}: ${finding}`));
    }
  }
  return findings;
}

/** Nothing moves by itself for those who want it so. @param {Open} visit */
async function rests(visit) {
  const page = await visit('', { reducedMotion: 'reduce' });
  await reaches(page, 0);
  await page.waitForTimeout(500);
  const moved = await page.locator('progress').evaluate((bar) => /** @type {any} */ (bar).value);
  return moved === 0 ? [] : ['it plays by itself'];
}

/** Without SIMD a line says so, and the stored figure stands. @param {Open} visit */
async function standsWithoutSimd(visit) {
  const page = await visit('', {}, 'WebAssembly.validate = () => false');
  await page.waitForFunction(() => document.querySelector('#problem')?.textContent?.includes('SIMD'));
  return await page.locator('#stored .mean').count() === 6 ? [] : ['the stored figure is gone'];
}

/** Waits until training rests at an iteration. @param {Page} page @param {number} iteration */
async function reaches(page, iteration) {
  await page.waitForFunction((wanted) => {
    const [bar, play] = [document.querySelector('progress'), document.querySelector('#play')];
    return bar?.value === wanted && play?.textContent !== 'Pause' && document.querySelector('#legend td')?.textContent !== '–'
      && (wanted === 0 || location.hash.includes(`at=${wanted}`));
  }, iteration);
}

/** @param {Page} page */
function shown(page) {
  return page.locator('#legend').innerText();
}

/** @param {string} row */
function numbersOf(row) {
  return row.split('\t').slice(1).join();
}
