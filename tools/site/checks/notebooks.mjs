// @ts-check
/**
 * Runs the notebooks on their pages, and compares what they put out with what is stored.
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('../../notebooks/notebook.mjs').Cell} Cell
 */
import { basename } from 'node:path';
import { NOTEBOOKS } from '../../lib/project.mjs';
import { inParallel } from '../../notebooks/in-parallel.mjs';
import { codeCells, hasTag, notebooksIn, printed, readNotebook, VEGA } from '../../notebooks/notebook.mjs';

/** How long a notebook may take, in ms. */
const LIMIT_MS = 600_000;

/**
 * @typedef {object} Finding  what running a notebook showed
 * @property {string} name
 * @property {number} cells of code that were run
 * @property {number} charts that were drawn
 * @property {number} seconds
 * @property {string[]} problems none if all was as stored
 */

/** Each notebook's kernel is one thread. */
const AT_ONCE = 2;

/**
 * Runs all cells of notebooks in a browser, two notebooks at a time.
 * @param {Browser} browser
 * @param {string} address where the site is served, with `/` at its end
 * @param {readonly string[]} [names] which notebooks, by the beginning of their names; all by default
 * @returns {Promise<Finding[]>}
 */
export async function checkNotebooks(browser, address, names = ['']) {
  const files = notebooksIn(NOTEBOOKS).filter((file) => names.some((name) => basename(file).startsWith(name)));
  return inParallel(files, AT_ONCE, (file) => checkNotebook(browser, address, file));
}

/** @param {Browser} browser @param {string} address @param {string} file @returns {Promise<Finding>} */
async function checkNotebook(browser, address, file) {
  const name = basename(file, '.ipynb');
  const cells = codeCells(readNotebook(file)).map(({ cell }) => cell);
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  page.setDefaultTimeout(LIMIT_MS);
  const problems = watched(page, address);
  const start = performance.now();
  let charts = 0;
  try {
    await page.goto(`${address}notebooks/${name}.html`);
    await page.click('[name=all]');
    await page.waitForFunction(hasRun, cells.length);
    const shown = await shownBy(page);
    charts = shown.reduce((sum, cell) => sum + cell.charts, 0);
    problems.push(...cells.flatMap((cell, n) => differences(cell, shown[n]).map((what) => `code ${n + 1}: ${what}`)));
  } catch (error) {
    problems.push(error instanceof Error ? error.message.split('\n')[0] : String(error));
  } finally {
    await page.close();
  }
  return { name, cells: cells.length, charts, seconds: (performance.now() - start) / 1000, problems };
}

/** Lists what a page should not do, as it comes. @param {Page} page @param {string} address @returns {string[]} */
function watched(page, address) {
  /** @type {string[]} */
  const problems = [];
  page.on('console', (message) => { if (message.type() === 'error') problems.push(`the console says: ${message.text()}`); });
  page.on('pageerror', (error) => problems.push(`the page's script failed: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(blob|data):/.test(url)) problems.push(`asks for ${url}`);
  });
  return problems;
}

/** Whether all cells have run, or one has failed, and their charts are drawn; runs in the page. @param {number} count */
function hasRun(count) {
  const states = Array.from(document.querySelectorAll('.code-cell .state'), ({ textContent }) => textContent ?? '');
  const failed = document.querySelector('.code-cell[data-state=failed]');
  return (failed || states.filter((state) => state.startsWith('done')).length === count) && !document.querySelector('[aria-busy=true]');
}

/** What each code cell shows now. @param {Page} page */
function shownBy(page) {
  return page.evaluate(() => Array.from(document.querySelectorAll('.code-cell'), (cell) => {
    const text = (/** @type {string} */ selector) =>
      Array.from(cell.querySelectorAll(`.outputs ${selector}`), ({ textContent }) => textContent).join('');
    return {
      stdout: text('.stdout'), stderr: text('.stderr'), error: text('.error'),
      charts: cell.querySelectorAll('.outputs .chart :is(canvas, svg.marks)').length,
    };
  }));
}

/** @param {Cell} stored @param {{ stdout: string, stderr: string, error: string, charts: number }} shown @returns {string[]} */
function differences(stored, shown) {
  if (shown.error) return [shown.error.trim()];
  if (hasTag(stored, 'time')) return shown.stdout || shown.charts > 0 ? [] : ['puts out nothing'];
  const charts = stored.outputs.filter(({ data }) => data && VEGA in data).length;
  return [
    ...textDifference(printed(stored, 'stdout'), shown.stdout),
    ...textDifference(printed(stored, 'stderr'), shown.stderr),
    ...(shown.charts === charts ? [] : [`shows ${shown.charts} charts, ${charts} are stored`]),
  ];
}

/** @param {string} stored @param {string} shown @returns {string[]} */
function textDifference(stored, shown) {
  if (stored === shown) return [];
  const [before, now] = [stored.split('\n'), shown.split('\n')];
  const n = before.findIndex((line, at) => line !== now[at]);
  return [`prints ${JSON.stringify(now[n] ?? '')}, stored is ${JSON.stringify(before[n] ?? '')}`];
}
