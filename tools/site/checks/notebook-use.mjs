// @ts-check
/**
 * Uses a notebook's page as a reader does: edits, stops, makes mistakes, solves an exercise, leaves and comes back.
 * @typedef {import('playwright-core').Page} Page
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTEBOOKS } from '../../lib/project.mjs';
import { exercisesOf } from '../../notebooks/exercises.mjs';
import { codeCells, readNotebook } from '../../notebooks/notebook.mjs';

const NAME = '01-one-neuron';
/** Whatever is waited for must be there by then, also on a busy machine, in ms. */
const LIMIT_MS = 120_000;
const TRAINING = `import { ruleOf, settings, train } from 'mdgl';
for await (const { iteration } of train({ settings: settings('tiny'), rule: ruleOf('mdgl'), seed: 1 })) console.log(iteration);
for await (const { iteration } of train({ settings: settings('figure3c'), rule: ruleOf('mdgl'), seed: 1 })) console.log(iteration);`;

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} address where the site is served, with `/` at its end
 * @returns {Promise<string[]>} what went otherwise than it should
 */
export async function checkNotebookUse(browser, address) {
  const page = await browser.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  page.on('dialog', (dialog) => void dialog.accept());
  /** @type {string[]} */
  const problems = [];
  /** @param {string} what @param {string} seen @param {RegExp} wanted */
  const expect = (what, seen, wanted) => { if (!wanted.test(seen)) problems.push(`${what}: ${JSON.stringify(seen.slice(0, 200))}`); };
  try {
    await page.goto(`${address}notebooks/${NAME}.html`);
    expect('a result is shown', await runAs(page, 0, 'const kept = 41;\n[kept, { half: kept / 2 }]'), /^\[ 41, \{ half: 20\.5 \} \]\n$/);
    await begin(page, 1, TRAINING);
    await page.waitForFunction(() => document.querySelectorAll('.outputs')[1].textContent?.includes('0'));
    await page.click('[name=stop]');
    expect('training is stopped', await ended(page, 1), /\ninterrupted\n$/);
    expect('names outlast a stop', await runAs(page, 2, 'kept + 1'), /^42\n$/);
    await begin(page, 1, 'for (;;) {}');
    await page.click('[name=stop]');
    expect('a loop without end is stopped', await ended(page, 1), /the kernel has begun anew and all names are gone/);
    expect('a name that is gone is explained', await runAs(page, 2, 'kept + 1'), /^ReferenceError: kept is not defined; run the cells above first\n$/);
    expect('a wrong value is one line', await runAs(page, 2, 'import { settings } from \'mdgl\';\nsettings(\'huge\');'), /^[^\n]*huge[^\n]*\n$/);
    expect('another import is explained', await runAs(page, 2, 'import fs from \'fs\';'), /^cannot import 'fs' on a page; at hand are mdgl, /);
    expect('what is no code is explained', await runAs(page, 2, 'const = 1;'), /^SyntaxError: [^\n]*\n$/);
    await checkExercise(page, expect);
    await page.reload();
    expect('edits outlast a reload', await sourceOf(page, 2), /^const = 1;$/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[name=save]')]);
    expect('edits are in the saved file', readFileSync(await download.path(), 'utf8'), /"const = 1;"/);
    await page.click('[name=over]');
    expect('start over takes edits back', await sourceOf(page, 2), /^(?!const = 1;)/);
    await page.reload();
    expect('for good', await sourceOf(page, 2), /^(?!const = 1;)/);
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  } finally {
    await page.close();
  }
  return problems;
}

/** Solves the notebook's exercise. @param {Page} page @param {(what: string, seen: string, wanted: RegExp) => void} expect */
async function checkExercise(page, expect) {
  const notebook = readNotebook(join(NOTEBOOKS, `${NAME}.ipynb`));
  const [{ place, check, solution }] = exercisesOf(notebook).exercises;
  const stub = codeCells(notebook).findIndex((cell) => cell.place === place);
  await page.click('[name=over]');
  await page.click('[name=all]');
  await page.waitForFunction((at) => document.querySelectorAll('.outputs')[at].textContent?.includes('✗'), stub + 1);
  await runAs(page, stub, solution);
  expect('an exercise says that it is solved', await runAs(page, stub + 1, check), /^✓ right\n$/);
  await runAs(page, 2, 'const = 1;');
}

/** Begins to run a cell with another source. @param {Page} page @param {number} at @param {string} source */
async function begin(page, at, source) {
  const cell = page.locator('.code-cell').nth(at);
  await cell.getByRole('button', { name: /^edit /i }).click();
  await cell.locator('.cm-content').waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(source);
  await page.keyboard.press('ControlOrMeta+Enter');
}

/** Runs a cell with another source; returns what it puts out. @param {Page} page @param {number} at @param {string} source */
async function runAs(page, at, source) {
  await begin(page, at, source);
  return ended(page, at);
}

/** Waits until a cell has run; returns what it put out. @param {Page} page @param {number} at */
async function ended(page, at) {
  const cell = page.locator('.code-cell').nth(at);
  await cell.locator('.state', { hasText: /^(done|ended)/ }).waitFor();
  return await cell.locator('.outputs').textContent() ?? '';
}

/** The code that a cell shows. @param {Page} page @param {number} at */
async function sourceOf(page, at) {
  return await page.locator('.code-cell').nth(at).locator('.source').textContent() ?? '';
}
