// @ts-check
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../lib/project.mjs';

/** What sets the formulas; its style and fonts go into the site. */
export const KATEX = join(ROOT, 'node_modules', 'katex');

/** Copies KaTeX's style, and its fonts in the one format that every browser of today reads. @param {string} folder */
export function copyFormulaStyle(folder) {
  const css = readFileSync(join(KATEX, 'dist', 'katex.min.css'), 'utf8').replace(/,url\(fonts\/[^)]*\.(woff|ttf)\) format\("\w+"\)/g, '');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'katex.css'), css);
  const fonts = [...css.matchAll(/url\((fonts\/[^)]*)\)/g)].map(([, font]) => font);
  for (const font of new Set(fonts)) cpSync(join(KATEX, 'dist', font), join(folder, font));
}
