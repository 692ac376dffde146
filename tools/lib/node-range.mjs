// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';
import { ToolError } from './tool-error.mjs';

/** @type {string} such as `^24 || >=26` */
const RANGE = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).engines.node;

/**
 * Refuses a version of Node outside of package.json's range, as `mdgl doctor` does; here by its own few lines, since nothing is built yet.
 * @param {string} version such as `24.1.0`
 */
export function checkNode(version) {
  const major = Number(version.split('.')[0]);
  const majors = RANGE.match(/\d+/g) ?? [];
  const isTried = RANGE.split('||').some((part) =>
    part.includes('>=') ? major >= Number(/\d+/.exec(part)) : major === Number(/\d+/.exec(part))
  );
  if (!isTried) throw new ToolError(`this is Node ${version}; mdgl needs Node ${majors.join(', ')} or newer, from nodejs.org`);
}
