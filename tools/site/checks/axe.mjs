// @ts-check
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Asks axe-core about a page as it is now.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>} what is serious or critical, with the first element that has it
 */
export async function seriousIn(page) {
  await page.evaluate(AXE);
  /** @type {import('axe-core').AxeResults} */
  const { violations } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0].html.slice(0, 100)})`);
}
