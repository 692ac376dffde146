// @ts-check
/**
 * A notebook open in JupyterLab, driven as a reader drives it.
 * @typedef {import('playwright-core').Page} Page
 */

/** Something that the browser shows otherwise than it should. */
export class Seen extends Error {}

const OPEN_MS = 60_000;

/**
 * @typedef {{ port: number, token: string, name: string, codeCells: number }} Place where a notebook is served, and how many code cells
 * it has
 */

/**
 * Opens a notebook in a workspace of its own, and waits for its kernel. The first page of a fresh server sometimes stays empty:
 * once more, then.
 * @param {Page} page
 * @param {Place} place
 */
export async function openNotebook(page, place) {
  const { port, token, name } = place;
  for (let attempt = 1; ; attempt++) {
    try {
      await page.goto(
        `http://127.0.0.1:${port}/lab/workspaces/${name.replace(/\W/g, '-')}/tree/${encodeURIComponent(name)}?reset&token=${token}`,
        { timeout: OPEN_MS }
      );
      await waitUntilReady(page, place);
      return;
    } catch (error) {
      if (attempt === 2) throw new Seen(`does not open (${error instanceof Error ? error.message.split('\n')[0] : error})`);
    }
  }
}

/**
 * All cells are there and the kernel listens to this page; until then, JupyterLab would ask which kernel to run.
 * @param {Page} page
 * @param {Place} place
 */
export async function waitUntilReady(page, place) {
  await page.waitForFunction((count) => document.querySelectorAll('.jp-Notebook .jp-CodeCell').length === count, place.codeCells, {
    timeout: OPEN_MS,
  });
  const deadline = performance.now() + OPEN_MS;
  for (;;) {
    const kernel = await kernelOf(place);
    if (kernel?.execution_state === 'idle' && kernel.connections > 0) return;
    if (performance.now() > deadline) throw new Seen('its kernel does not start');
    await page.waitForTimeout(200);
  }
}

/**
 * The kernel of a notebook, as the server knows it.
 * @param {Place} place
 * @returns {Promise<{ id: string, execution_state: string, connections: number } | undefined>}
 */
export async function kernelOf({ port, token, name }) {
  const sessions = await (await fetch(`http://127.0.0.1:${port}/api/sessions`, { headers: { authorization: `token ${token}` } })).json();
  return sessions.find((/** @type {{ path: string }} */ { path }) => path === name)?.kernel;
}

/** @param {Page} page @param {string} menu @param {string} item as it reads */
export async function chooseMenu(page, menu, item) {
  await page.click(`.lm-MenuBar-itemLabel:text-is("${menu}")`);
  await page.click(`.lm-Menu-itemLabel:text-is("${item}")`);
}

/** The code cell with an index among the code cells. @param {Page} page @param {number} index */
export function codeCell(page, index) {
  return page.locator('.jp-Notebook .jp-CodeCell').nth(index);
}

/** What stands before a cell: `[3]:`, `[*]:` while it runs, `[ ]:` before. @param {Page} page @param {number} index */
export async function prompt(page, index) {
  // What is out of sight may not be drawn yet.
  await codeCell(page, index).scrollIntoViewIfNeeded();
  return (await codeCell(page, index).locator('.jp-InputPrompt').first().textContent() ?? '').trim();
}

/** Waits until a cell has run. @param {Page} page @param {number} index @param {number} timeoutMs */
export async function waitUntilRun(page, index, timeoutMs) {
  const deadline = performance.now() + timeoutMs;
  while (!/^\[\d+\]:$/.test(await prompt(page, index))) {
    if (performance.now() > deadline) {
      throw new Seen(`code cell ${index + 1} has not run within ${timeoutMs / 1000} s (it says ${await prompt(page, index)})`);
    }
    await page.waitForTimeout(100);
  }
}

/**
 * What a code cell shows.
 * @param {Page} page
 * @param {number} index
 * @returns {Promise<{ charts: { drawings: number, width: number, height: number }[], pictures: number, errors: string[] }>}
 */
export function shownBy(page, index) {
  return codeCell(page, index).evaluate((cell) => {
    const all = (/** @type {Element} */ under, /** @type {string} */ selector) => Array.from(under.querySelectorAll(selector));
    return {
      charts: all(cell, '.jp-OutputArea-child .jp-RenderedVegaCommon5').map((chart) => {
        const drawings = all(chart, 'canvas, svg.marks');
        const { width = 0, height = 0 } = drawings[0]?.getBoundingClientRect() ?? {};
        return { drawings: drawings.length, width, height };
      }),
      pictures: all(cell, '.jp-OutputArea-child .jp-RenderedImage').length,
      errors: all(cell, '[data-mime-type="application/vnd.jupyter.stderr"], [data-mime-type="application/vnd.jupyter.error"]').map(
        (error) => error.textContent ?? ''
      ),
    };
  });
}

/** The pixels that a cell's first chart has, as text to compare. @param {Page} page @param {number} index @returns {Promise<string>} */
export function pixels(page, index) {
  return codeCell(page, index).evaluate((cell) => {
    const canvas = cell.querySelector('.jp-RenderedVegaCommon5 canvas');
    return canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : cell.querySelector('.jp-RenderedVegaCommon5 svg')?.outerHTML ?? '';
  });
}

/**
 * Waits until the first chart of a cell looks otherwise.
 * @param {Page} page
 * @param {number} index
 * @param {string} before
 * @param {number} timeoutMs
 */
export async function waitForChange(page, index, before, timeoutMs) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const now = await pixels(page, index);
    if (now && now !== before) return now;
    if (performance.now() > deadline) throw new Seen(`the chart of code cell ${index + 1} does not change within ${timeoutMs / 1000} s`);
    await page.waitForTimeout(50);
  }
}
