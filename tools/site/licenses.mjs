// @ts-check
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/project.mjs';
import { ToolError } from '../lib/tool-error.mjs';
import { TYPEDOC } from './api.mjs';

/** What the parts of TensorFlow.js come under that its sources call "MIT-style"; the package has no file for it. */
const MIT = `Copyright Google LLC

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the
following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY
CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const LINE = `\n\n${'-'.repeat(80)}\n\n`;

/**
 * Writes licenses.txt: this project's licence, and those of all packages of which the site holds something.
 * @param {string} site
 * @param {readonly string[]} packages their folders
 */
export function writeLicenses(site, packages) {
  /** @type {Map<string, string[]>} names by text: many packages share one */
  const named = new Map();
  for (const folder of packages) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const text = licenseOf(folder, license);
    if (!text) throw new ToolError(`${name} ${version} (${license}) has no licence text; the site must have that of all it holds`);
    named.set(text, [...named.get(text) ?? [], `${name} ${version} (${license})`]);
  }
  const parts = Array.from(named, ([text, names]) => `${names.sort().join('\n')}\n\n${text}`);
  writeFileSync(join(site, 'licenses.txt'), `${[textOf(ROOT, 'LICENSE'), ...parts.sort()].join(LINE)}\n`);
}

/** @param {string} folder @param {string} license */
function licenseOf(folder, license) {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)\b/i.test(file)).sort();
  return files.length > 0 ? files.map((file) => textOf(folder, file)).join('\n\n') : elsewhere(folder, license);
}

/**
 * The licence of a package without a file for it: the end of its readme, or the text that all share.
 * @param {string} folder
 * @param {string} license
 */
function elsewhere(folder, license) {
  const readme = existsSync(join(folder, 'README.md')) ? textOf(folder, 'README.md') : '';
  const [section] = /^#*\s*licen[cs]e\b[^]*permission[^]*/im.exec(readme) ?? [];
  const apache = textOf(TYPEDOC, 'LICENSE');
  return section ?? { 'Apache-2.0': apache, 'Apache-2.0 AND MIT': `${apache}\n\n${MIT}` }[license];
}

/** @param {string} folder @param {string} file */
function textOf(folder, file) {
  return readFileSync(join(folder, file), 'utf8').trim();
}
