// @ts-check
/**
 * The notebooks in a real JupyterLab, driven through Chromium.
 *   npm run notebooks:browser             all
 *   npm run notebooks:browser -- 01 08    these
 * Every notebook is run from top to bottom: charts drawn, once each, and no error. Where a chart has sliders, one is moved. Where
 * training is live, it is interrupted by the menu, and another cell run. Pictures of it all go to screenshots/.
 * The notebooks in notebooks/ are left as they are: copies are opened.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareEnvironment } from './environment.mjs';
import { findChromium } from './lib/browsers.mjs';
import { buildIfStale, installPackages } from './lib/build.mjs';
import { startJupyterLab } from './lib/jupyter.mjs';
import { freePort } from './lib/ports.mjs';
import { end } from './lib/processes.mjs';
import { NOTEBOOKS, ROOT } from './lib/project.mjs';
import { remove } from './lib/remove.mjs';
import { runTool, ToolError } from './lib/tool-error.mjs';

/** Beside notebooks/, so that packages and ../data are found as from there. */
const COPIES = join(ROOT, '.browser-check');
const SCREENSHOTS = join(ROOT, 'screenshots');
const CELL_MS = 180_000;
/** A page that does not react for so long is of no use to anybody. */
const PAGE_MS = 60_000;
/**
 * Half a second on a quiet machine, two on one with twice as much to do as it has cores. The loops themselves would go on for 10 s and
 * more.
 */
const INTERRUPT_MS = 5000;
const LONGER = 100;
/**
 * How long a chart grows before its training is interrupted: were the page slower than its training, drawings would wait in line by
 * then.
 */
const GROWING_MS = 5000;
/** The smallest picture that somebody can read, in pixels. */
const SMALLEST = 80;

async function main() {
  const { positionals } = parseArgs({ allowPositionals: true, options: {} });
  installPackages(say);
  buildIfStale();
  const executablePath = findChromium();
  if (!executablePath) {
    throw new ToolError(
      'no Chromium, Chrome or Edge was found; install one (sudo apt install chromium), or name its path in MDGL_CHROMIUM'
    );
  }
  const python = prepareEnvironment(say);
  const [{ chromium }, { notebooksIn }] = await Promise.all([import('playwright-core'), import('./notebooks/notebook.mjs')]);
  const files = notebooksIn(NOTEBOOKS).filter(
    (file) => positionals.length === 0 || positionals.some((name) => basename(file).startsWith(name))
  );
  if (files.length === 0) throw new ToolError(`no notebook in notebooks/ begins with ${positionals.join(' or ')}`);
  mkdirSync(SCREENSHOTS, { recursive: true });
  copyNotebooks(files);
  const port = await freePort(8900);
  // As when its outputs were made: digits that this machine may have are not found.
  process.env.MDGL_DIGITS = 'no digits';
  const lab = startJupyterLab({ python, folder: COPIES, port, browser: false });
  process.once('SIGINT', () => void end(lab.child).then(() => process.exit(130)));
  try {
    await lab.ready;
    const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
    try {
      await checkAll(browser, files, port, new URL(lab.url).searchParams.get('token') ?? '');
    } finally {
      await browser.close();
    }
  } finally {
    await end(lab.child);
    remove(COPIES);
  }
}

/** A copy of a notebook whose training is still at it when a slow browser comes to interrupt it. @param {string} name */
function longName(name) {
  return `${basename(name, '.ipynb')}-long.ipynb`;
}

/** Without their outputs: what is seen afterwards has been drawn here. @param {readonly string[]} files */
function copyNotebooks(files) {
  remove(COPIES);
  mkdirSync(COPIES);
  for (const file of files) {
    const notebook = JSON.parse(readFileSync(file, 'utf8'));
    for (const cell of notebook.cells) if (cell.cell_type === 'code') [cell.outputs, cell.execution_count] = [[], null];
    writeFileSync(join(COPIES, basename(file)), JSON.stringify(notebook));
    const longer = JSON.stringify(notebook).replace(/\biterations: (\d+)/g, (_, iterations) => `iterations: ${LONGER * iterations}`);
    writeFileSync(join(COPIES, longName(basename(file))), longer);
  }
  const pictures = join(NOTEBOOKS, 'images');
  if (existsSync(pictures)) cpSync(pictures, join(COPIES, 'images'), { recursive: true });
}

/** @param {import('playwright-core').Browser} browser @param {readonly string[]} files @param {number} port @param {string} token */
async function checkAll(browser, files, port, token) {
  const { codeCells, readNotebook } = await import('./notebooks/notebook.mjs');
  const { Seen } = await import('./lib/notebook-page.mjs');
  let failed = 0;
  for (const file of files) {
    const start = performance.now();
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    page.setDefaultTimeout(PAGE_MS);
    /** @type {string[]} */
    const problems = [];
    /** @type {string[]} */
    let done = [];
    try {
      const notebook = readNotebook(file);
      done = await checkNotebook(page, notebook, { port, token, name: notebook.name, codeCells: codeCells(notebook).length }, problems);
    } catch (error) {
      problems.push(error instanceof Seen ? error.message : `the check broke off: ${error instanceof Error ? error.stack : error}`);
      await page
        .screenshot({ path: join(SCREENSHOTS, `${basename(file, '.ipynb')}-failed.png`) })
        .catch(() => problems.push('the page does not react any more'));
    } finally {
      await page.close();
    }
    if (problems.length > 0) failed++;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    say(
      `${problems.length === 0 ? '✓' : '✗'} ${basename(file)}: ${done.join(', ')} (${seconds} `
        + `s)${problems.map((problem) => `\n    ${problem}`).join('')}`
    );
  }
  say(`${files.length - failed} passed, ${failed} failed; pictures are in screenshots/`);
  if (failed > 0) process.exitCode = 1;
}

/**
 * @param {import('playwright-core').Page} page
 * @param {import('./notebooks/notebook.mjs').Notebook} notebook
 * @param {import('./lib/notebook-page.mjs').Place} where
 * @param {string[]} problems to be filled
 * @returns {Promise<string[]>} what was done
 */
async function checkNotebook(page, notebook, where, problems) {
  const [{ codeCells, hasTag, VEGA }, on] = await Promise.all([import('./notebooks/notebook.mjs'), import('./lib/notebook-page.mjs')]);
  const cells = codeCells(notebook).map(({ cell }) => cell);
  const chartsOf = (/** @type {import('./notebooks/notebook.mjs').Cell} */ { outputs }) =>
    outputs.filter(({ data }) => data && VEGA in data).length;
  await on.openNotebook(page, where);
  await on.chooseMenu(page, 'Run', 'Run All Cells');
  for (const index of cells.keys()) await on.waitUntilRun(page, index, CELL_MS);
  // The last chart may still be being drawn.
  await page.waitForTimeout(1000);
  let charts = 0;
  for (const [index, cell] of cells.entries()) {
    await on.codeCell(page, index).scrollIntoViewIfNeeded();
    const shown = await on.shownBy(page, index);
    const at = `code cell ${index + 1}`;
    charts += shown.charts.length;
    if (shown.charts.length !== chartsOf(cell)) {
      problems.push(`${at} shows ${shown.charts.length} charts, its notebook has ${chartsOf(cell)}`);
    }
    if (shown.pictures > 0 && chartsOf(cell) > 0) problems.push(`${at} shows a chart's picture besides the chart`);
    for (const { drawings, width, height } of shown.charts) {
      if (drawings !== 1) problems.push(`${at} draws a chart ${drawings} times`);
      else if (Math.min(width, height) < SMALLEST) problems.push(`${at} draws a chart of ${width} × ${height} pixels`);
    }
    if (shown.errors.length > 0 && !hasTag(cell, 'stderr')) problems.push(`${at}: ${shown.errors[0].trim().split('\n')[0]}`);
  }
  const done = [`${cells.length} cells run, ${charts} charts drawn`];
  await photograph(page, where.name);
  const sliders = await moveSlider(page, on, where.name);
  if (sliders) done.push(sliders);
  const live = cells.findIndex((cell) => hasTag(cell, 'live') || cell.source.includes('liveCurves('));
  if (live >= 0) done.push(await interruptLive(page, on, live, { ...where, name: longName(where.name) }, problems));
  return done;
}

/**
 * Moves the first slider, and sees its chart change.
 * @param {import('playwright-core').Page} page
 * @param {typeof import('./lib/notebook-page.mjs')} on
 * @param {string} name
 */
async function moveSlider(page, on, name) {
  const slider = page.locator('.jp-RenderedVegaCommon5 input[type=range]').first();
  if (await slider.count() === 0) return undefined;
  const cell = await slider.evaluate((element) =>
    Array.from(document.querySelectorAll('.jp-Notebook .jp-CodeCell')).indexOf(/** @type {Element} */ (element.closest('.jp-CodeCell')))
  );
  await slider.scrollIntoViewIfNeeded();
  const before = await on.pixels(page, cell);
  const { x, y, width, height } = await slider.boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  // Away from where it stands, by a click on its track.
  const share = await slider.evaluate((element) => {
    const { min, max, value } = /** @type {HTMLInputElement} */ (element);
    return (Number(value) - Number(min)) / (Number(max) - Number(min));
  });
  await page.mouse.click(x + width * (share < 0.5 ? 0.85 : 0.15), y + height / 2);
  await on.waitForChange(page, cell, before, 5000);
  await on.codeCell(page, cell).screenshot({ path: join(SCREENSHOTS, `${basename(name, '.ipynb')}-slider.png`) });
  return 'slider moved';
}

/**
 * Starts live training in a fresh kernel, and interrupts it while its chart grows.
 * @param {import('playwright-core').Page} page
 * @param {typeof import('./lib/notebook-page.mjs')} on
 * @param {number} live index of the cell among the code cells
 * @param {import('./lib/notebook-page.mjs').Place} where
 * @param {string[]} problems
 */
async function interruptLive(page, on, live, where, problems) {
  await on.openNotebook(page, where);
  for (let index = 0; index < live; index++) {
    await run(page, on, index);
    await on.waitUntilRun(page, index, CELL_MS);
  }
  const kernel = (await on.kernelOf(where))?.id;
  await run(page, on, live);
  const first = await on.waitForChange(page, live, '', CELL_MS);
  await on.waitForChange(page, live, first, CELL_MS);
  await on.codeCell(page, live).screenshot({ path: join(SCREENSHOTS, `${basename(where.name, '-long.ipynb')}-live.png`) });
  await page.waitForTimeout(GROWING_MS);
  if ((await on.kernelOf(where))?.execution_state !== 'busy') throw new on.Seen('live training has ended before it could be interrupted');
  const start = performance.now();
  await on.chooseMenu(page, 'Kernel', 'Interrupt Kernel');
  await on.waitUntilRun(page, live, 30_000);
  const stoppedMs = performance.now() - start;
  if (stoppedMs > INTERRUPT_MS) {
    problems.push(
      `code cell ${live + 1} stops ${(stoppedMs / 1000).toFixed(1)} s after Interrupt Kernel, at most ${INTERRUPT_MS / 1000} s are allowed`
    );
  }
  const { errors } = await on.shownBy(page, live);
  if (!errors.some((text) => text.includes('Interrupted'))) problems.push(`code cell ${live + 1} does not say that it was interrupted`);
  await page.waitForTimeout(500);
  const afterwards = await on.pixels(page, live);
  await page.waitForTimeout(1500);
  if ((await on.pixels(page, live)) !== afterwards) {
    problems.push(`the chart of code cell ${live + 1} goes on growing after Interrupt Kernel`);
  }
  await on.codeCell(page, live).screenshot({ path: join(SCREENSHOTS, `${basename(where.name, '-long.ipynb')}-interrupted.png`) });
  await runNewCell(page, on, live);
  if ((await on.kernelOf(where))?.id !== kernel) problems.push('after Interrupt Kernel another kernel runs');
  return `live training interrupted within ${(stoppedMs / 1000).toFixed(1)} s, another cell run`;
}

/**
 * Runs a cell and stays at it.
 * @param {import('playwright-core').Page} page
 * @param {typeof import('./lib/notebook-page.mjs')} on
 * @param {number} index
 */
async function run(page, on, index) {
  await on.codeCell(page, index).locator('.jp-InputPrompt').first().click();
  await page.keyboard.press('Control+Enter');
}

/**
 * A new cell below, with something to compute.
 * @param {import('playwright-core').Page} page
 * @param {typeof import('./lib/notebook-page.mjs')} on
 * @param {number} above
 */
async function runNewCell(page, on, above) {
  await on.codeCell(page, above).locator('.jp-InputPrompt').first().click();
  await page.keyboard.press('b');
  await page.keyboard.press('Enter');
  await page.keyboard.type('6 * 7');
  await page.keyboard.press('Control+Enter');
  await on.waitUntilRun(page, above + 1, 30_000);
  const said = await on.codeCell(page, above + 1).locator('.jp-OutputArea-output').allTextContents();
  if (said.join('').trim() !== '42') throw new on.Seen(`after Interrupt Kernel, 6 * 7 is ${JSON.stringify(said.join(''))}`);
}

/** All of a notebook, in one tall picture. @param {import('playwright-core').Page} page @param {string} name */
async function photograph(page, name) {
  const size = page.viewportSize() ?? { width: 1400, height: 1000 };
  const height = await page.evaluate(() =>
    Math.max(
      0,
      ...Array.from(document.querySelectorAll('.jp-NotebookPanel-notebook, .jp-WindowedPanel-outer'), (panel) => panel.scrollHeight)
    )
  );
  await page.setViewportSize({ width: size.width, height: Math.min(12_000, Math.max(size.height, height + 150)) });
  await page.locator('.jp-Notebook .jp-Cell').first().scrollIntoViewIfNeeded();
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(SCREENSHOTS, `${basename(name, '.ipynb')}.png`) });
  await page.setViewportSize(size);
}

/** @param {string} text */
function say(text) {
  process.stdout.write(`${text}\n`);
}

await runTool(main);
