// @ts-check

/** Both from 1 on. @typedef {{ line: number, column: number }} Place */

/**
 * A mutant of Stryker's report.
 * @typedef {{ status: string, replacement?: string, location: { start: Place, end: Place } }} Mutant
 */

/** Files of Stryker's report, by path. @typedef {Readonly<Record<string, { source: string, mutants: readonly Mutant[] }>>} Files */

/**
 * How a part fared: mutants in all, those that a test noticed, those that none did, and those that no test reached.
 * @typedef {{ part: string, all: number, noticed: number, survived: number, uncovered: number }} Score
 */

/** Without those that do not compile or run. @param {Mutant} mutant */
const counts = ({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status);

/**
 * Scores of each folder, and of all.
 * @param {Files} files
 * @returns {Score[]}
 */
export function scoresOf(files) {
  const folders = [...new Set(Object.keys(files).map(folderOf))].sort();
  /** @param {string} part @param {(path: string) => boolean} isIn @returns {Score} */
  const scoreOf = (part, isIn) => {
    const mutants = Object.entries(files).flatMap(([path, file]) => isIn(path) ? file.mutants.filter(counts) : []);
    /** @param {readonly string[]} statuses */
    const count = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
    return { part, all: mutants.length, noticed: count('Killed', 'Timeout'), survived: count('Survived'), uncovered: count('NoCoverage') };
  };
  return [...folders.map((folder) => scoreOf(folder, (path) => folderOf(path) === folder)), scoreOf('all', () => true)];
}

/** @param {readonly Score[]} scores */
export function tableOf(scores) {
  const rows = scores.map(({ part, all, noticed, survived, uncovered }) =>
    [part, all, noticed, survived, uncovered, all ? `${(100 * noticed / all).toFixed(1)} %` : '–'].map(String));
  const lines = [['part', 'mutants', 'noticed', 'survived', 'not reached', 'score'], ...rows];
  return lines.map((line) => line.map((cell, n) => n === 0 ? cell.padEnd(20) : cell.padStart(13)).join('')).join('\n');
}

/**
 * One line for each mutant that no test noticed: where it is, what stood there and what stands there now.
 * @param {Files} files
 */
export function survivorsOf(files) {
  const survives = (/** @type {Mutant} */ { status }) => status === 'Survived' || status === 'NoCoverage';
  return Object.entries(files).flatMap(([path, { source, mutants }]) =>
    mutants.filter(survives).map(({ location: { start, end }, replacement = '', status }) => {
      const reached = status === 'NoCoverage' ? '(not reached) ' : '';
      return `${path}:${start.line}:${start.column} ${reached}${short(textAt(source, start, end))} → ${short(replacement)}`;
    })
  );
}

/** The folder below src. @param {string} path */
function folderOf(path) {
  return path.split('/').slice(0, 3).join('/');
}

/** @param {string} source @param {Place} start @param {Place} end */
function textAt(source, start, end) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  return lines.join('\n');
}

/** @param {string} text */
function short(text) {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}
