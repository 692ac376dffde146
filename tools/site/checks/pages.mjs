// @ts-check
/**
 * Pages as they open, on a phone and a desk, light and dark: nothing from elsewhere, no complaint, room enough, and nothing that
 * axe-core calls serious. Pictures go to screenshots/.
 * @typedef {import('playwright-core').Page} Page
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../lib/project.mjs';
import { watched } from '../checks.mjs';
import { seriousIn } from './axe.mjs';

const SCREENSHOTS = join(ROOT, 'screenshots');
const SITE = join(ROOT, 'site');
/** Each page of the site, and of the notebooks, which are alike, the first. */
const PAGES = [...readdirSync(SITE).filter((file) => file.endsWith('.html')), 'notebooks/00-start-here.html'];
const LOOKS = /** @type {const} */ ([[390, 'light'], [390, 'dark'], [1280, 'light']]);

/** @param {import('playwright-core').Browser} browser @param {string} address */
export async function checkPages(browser, address) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const findings = [];
  for (const name of PAGES.filter((page) => existsSync(join(SITE, page)))) {
    const problems = [];
    for (const [width, colorScheme] of LOOKS) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      const seen = watched(page, address);
      await page.goto(address + name, { waitUntil: 'networkidle' });
      const file = `site-${name.replace(/\W+/g, '-').replace(/-html$/, '')}-${width}-${colorScheme}.png`;
      await page.screenshot({ path: join(SCREENSHOTS, file), fullPage: true });
      const found = [...seen, ...await tooWide(page), ...await seriousIn(page)];
      problems.push(...found.map((problem) => `${width} px, ${colorScheme}: ${problem}`));
      await page.close();
    }
    findings.push({ name, problems });
  }
  return findings;
}

/** What makes a reader scroll sideways. @param {Page} page */
async function tooWide(page) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  return wide > room ? [`it is ${wide} px wide, ${room} px are there`] : [];
}
