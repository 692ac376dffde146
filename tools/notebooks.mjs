// @ts-check
/**
 * Executes the notebooks and checks them.
 *   npm run notebooks                    all, outputs written back
 *   npm run notebooks -- 01 08           these
 *   npm run notebooks -- --check         executed elsewhere, compared with the outputs that are committed
 *   npm run notebooks -- --exercises     every exercise with its stub and with its solution
 *   npm run notebooks -- --lint          no execution: what is committed keeps the conventions
 *   --jobs N                             so many at a time (default 1)
 *   --slow-factor X                      X times the allowed seconds, for a slow machine
 * Exit code 1 where anything is wrong.
 */
import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareEnvironment } from './environment.mjs';
import { buildIfStale, exportedNames, installPackages } from './lib/build.mjs';
import { NOTEBOOKS } from './lib/project.mjs';
import { remove } from './lib/remove.mjs';
import { runTool, ToolError } from './lib/tool-error.mjs';

/** A lesson waits no longer for a notebook. */
const SECONDS = 60;

/** @typedef {(file: string) => Promise<{ seconds?: number, problems: string[] }>} Work  on one notebook */

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      exercises: { type: 'boolean', default: false },
      lint: { type: 'boolean', default: false },
      jobs: { type: 'string', default: '1' },
      'slow-factor': { type: 'string', default: '1' },
    },
  });
  const [jobs, slowFactor] = [positive('--jobs', values.jobs), positive('--slow-factor', values['slow-factor'])];
  installPackages(say);
  buildIfStale();
  // Only now can be loaded what needs packages.
  const [notebook, { inParallel }] = await Promise.all([import('./notebooks/notebook.mjs'), import('./notebooks/in-parallel.mjs')]);
  const files = chosen(notebook.notebooksIn(NOTEBOOKS), positionals);
  const scratch = mkdtempSync(join(tmpdir(), 'mdgl-notebooks-'));
  try {
    const work = values.lint
      ? await linting()
      : values.exercises
        ? await tryingExercises(scratch)
        : await executing(scratch, values.check, SECONDS * slowFactor);
    const start = performance.now();
    const outcomes = await inParallel(files, Math.floor(jobs), async (file) => report(file, await work(file)));
    const failed = outcomes.filter((problems) => problems.length > 0).length;
    say(`${files.length - failed} passed, ${failed} failed (${((performance.now() - start) / 1000).toFixed(0)} s)`);
    if (failed > 0) process.exitCode = 1;
  } finally {
    remove(scratch);
  }
}

/** @returns {Promise<Work>} */
async function linting() {
  const [{ readNotebook }, { problemsOf }] = await Promise.all([
    import('./notebooks/notebook.mjs'),
    import('./notebooks/checks/index.mjs'),
  ]);
  const exported = exportedNames();
  return async (file) => ({ problems: problemsOf(readNotebook(file), exported) });
}

/**
 * Into a scratch folder first: a notebook that fails keeps its outputs, and --check leaves it as it is.
 * @param {string} scratch
 * @param {boolean} check
 * @param {number} allowedSeconds
 * @returns {Promise<Work>}
 */
async function executing(scratch, check, allowedSeconds) {
  const [{ readNotebook }, { problemsOf }, { differences }, { execute }] = await Promise.all([
    import('./notebooks/notebook.mjs'),
    import('./notebooks/checks/index.mjs'),
    import('./notebooks/compare.mjs'),
    import('./notebooks/execute.mjs'),
  ]);
  const exported = exportedNames();
  const python = prepareEnvironment(say);
  return async (file) => {
    const target = join(scratch, basename(file));
    const execution = await execute(python, file, target);
    const fresh = readNotebook(target);
    if (execution.failed !== null) return { seconds: execution.seconds, problems: [failure(fresh, execution)] };
    const slow =
      execution.seconds > allowedSeconds
        ? [`takes ${execution.seconds.toFixed(1)} s, at most ${allowedSeconds} s are allowed (slowest cells: ${slowest(execution)})`]
        : [];
    if (!check) copyFileSync(target, file);
    const changed = check ? differences(readNotebook(file), fresh) : [];
    return {
      seconds: execution.seconds,
      problems: [...new Set([...slow, ...changed, ...problemsOf(readNotebook(file), exported), ...problemsOf(fresh, exported)])],
    };
  };
}

/** @param {string} scratch @returns {Promise<Work>} */
async function tryingExercises(scratch) {
  const [{ readNotebook }, { exercisesOf, trialNotebook, verdicts }, { execute }] = await Promise.all([
    import('./notebooks/notebook.mjs'), import('./notebooks/exercises.mjs'), import('./notebooks/execute.mjs'),
  ]);
  const python = prepareEnvironment(say);
  return async (file) => {
    const notebook = readNotebook(file);
    const { exercises, problems } = exercisesOf(notebook);
    if (exercises.length === 0) return { problems: [...problems, 'no exercise'] };
    const { attempts, json } = trialNotebook(notebook);
    const trial = join(scratch, basename(file));
    writeFileSync(trial, JSON.stringify(json));
    const execution = await execute(python, trial, trial);
    const executed = readNotebook(trial);
    if (execution.failed === null) return { seconds: execution.seconds, problems: [...problems, ...verdicts(attempts, executed)] };
    const attempt = attempts.find(({ cell }) => cell >= /** @type {number} */ (execution.failed));
    const where =
      attempt && execution.failed >= attempt.cell - 1
        ? `cell ${attempt.exercise.place}, with its ${attempt.with}`
        : 'the cells tagged setup';
    return { seconds: execution.seconds, problems: [...problems, `${where}: ${failure(executed, execution)}`] };
  };
}

/** @param {import('./notebooks/notebook.mjs').Notebook} notebook @param {import('./notebooks/execute.mjs').Execution} execution */
function failure({ cells }, { failed, error }) {
  const index = /** @type {number} */ (failed);
  const stderr = cells[index].outputs.filter(({ name }) => name === 'stderr').flatMap(({ text }) => text ?? []).join('').trim();
  return `cell ${index + 1} fails: ${[error, stderr].filter(Boolean).join('; ') || 'it says nothing'}`;
}

/** @param {import('./notebooks/execute.mjs').Execution} execution */
function slowest({ cells }) {
  return cells.map((seconds, index) => ({ seconds: seconds ?? 0, index })).sort((a, b) => b.seconds - a.seconds).slice(0, 3)
    .map(({ seconds, index }) => `${index + 1}: ${seconds.toFixed(1)} s`).join(', ');
}

/** @param {string} file @param {{ seconds?: number, problems: string[] }} outcome */
function report(file, { seconds, problems }) {
  const took = seconds === undefined ? '' : ` (${seconds.toFixed(1)} s)`;
  say(
    `${problems.length === 0 ? '✓' : '✗'} `
      + `${basename(file)}${took}${problems.map((problem) => `\n    ${problem.replaceAll('\n', '\n      ')}`).join('')}`
  );
  return problems;
}

/** @param {readonly string[]} files @param {readonly string[]} names file names, or how they begin */
function chosen(files, names) {
  if (files.length === 0) throw new ToolError('there are no notebooks in notebooks/');
  if (names.length === 0) return files;
  return names.flatMap((name) => {
    const found = files.filter((file) => basename(file).startsWith(basename(name)));
    if (found.length === 0) throw new ToolError(`${name}: no such notebook; there are ${files.map((file) => basename(file)).join(', ')}`);
    return found;
  });
}

/** @param {string} option @param {string} text */
function positive(option, text) {
  const number = Number(text);
  if (!(number > 0)) throw new ToolError(`${option} is ${text}, must be a number above 0`);
  return number;
}

/** @param {string} text */
function say(text) {
  process.stdout.write(`${text}\n`);
}

await runTool(main);
