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

/**
 * Finds the checks that Chromium is driven through: what files in checks/ export as `check…`; other files there help them.
 * @returns {Promise<Readonly<Record<string, Check>>>} by the file's name
 * @typedef {(browser: import('playwright-core').Browser, address: string) => Promise<readonly (string | Finding)[]>} Check of the site at
 * an address with / at its end: what is wrong, in words, or for each part of it
 */
export async function findChecks() {
  const modules = await Promise.all(readdirSync(CHECKS).sort().map(async (file) => {
    const exported = Object.entries(await import(pathToFileURL(join(CHECKS, file)).href));
    return [file.replace(/\.mjs$/, ''), exported.find(([name]) => name.startsWith('check'))?.[1]];
  }));
  return Object.fromEntries(modules.filter(([, check]) => check !== undefined));
}

/**
 * Does a check; one that breaks off has found that.
 * @param {string} name
 * @param {() => ReturnType<Check>} check
 * @returns {Promise<readonly Finding[]>}
 */
export async function findingsOf(name, check) {
  const found = await check().catch((error) => [`the check broke off: ${error instanceof Error ? error.stack : error}`]);
  const problems = found.flatMap((part) => typeof part === 'string' ? [part] : []);
  const parts = found.flatMap((part) => typeof part === 'string' ? [] : [part]);
  return parts.length > 0 && problems.length === 0 ? parts : [...parts, { name, problems }];
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
