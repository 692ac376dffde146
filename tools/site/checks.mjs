// @ts-check
/**
 * What a check found.
 * @typedef {object} Finding
 * @property {string} name of what was checked
 * @property {readonly string[]} problems none if all is well
 * @property {string} [said] what else is worth a word
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../lib/project.mjs';

const CHECKS = join(ROOT, 'tools', 'site', 'checks');

/** Names of the checks that Chromium is driven through: each file in checks/ is one. */
export const checkNames = readdirSync(CHECKS).map((file) => file.replace(/\.mjs$/, '')).sort();

/**
 * Does one of them: its default export.
 * @param {string} name
 * @param {import('playwright-core').Browser} browser
 * @param {string} address where the site is served, with / at its end
 * @returns {Promise<readonly Finding[]>}
 */
export async function doCheck(name, browser, address) {
  try {
    const { default: check } = await import(pathToFileURL(join(CHECKS, `${name}.mjs`)).href);
    return await check(browser, address);
  } catch (error) {
    return [{ name, problems: [`the check broke off: ${error instanceof Error ? error.stack : error}`] }];
  }
}

/**
 * Lists what no page may do, as it comes: to ask another host, or to complain on the console.
 * @param {import('playwright-core').Page} page
 * @param {string} address of the site
 */
export function watched(page, address) {
  /** @type {string[]} */
  const problems = [];
  page.on('console', (message) => { if (message.type() === 'error') problems.push(`the console says: ${message.text()}`); });
  page.on('pageerror', ({ message }) => problems.push(`a script failed: ${message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !/^(blob|data):/.test(request.url())) problems.push(`it asks for ${request.url()}`);
  });
  return problems;
}
