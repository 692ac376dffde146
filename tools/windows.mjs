// @ts-check
/**
 * The command line and the quick tests by real Windows builds of Node, under Wine: by hand, as root on Debian or Ubuntu.
 *   npm run test:windows                  everything; writes test/windows/report.md
 *   npm run test:windows -- test/cli      the quick tests of these files alone; writes nothing
 * The first time it sets up 3 GB in .windows-check, later it starts in seconds.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './lib/project.mjs';
import { runTool, ToolError } from './lib/tool-error.mjs';
import { windowsReport } from './lib/windows-report.mjs';
import { CACHE, compileForWindows, COPY, copyProject, mustBeLinuxRoot, prepareNode, prepareWine, startWindows } from './lib/wine.mjs';

/** The quick tests run on the first. */
const NODES = ['24.21.0', '22.23.3', '26.10.0'];
const REPORT = join(ROOT, 'test', 'windows', 'report.md');
const CLI = 'dist/cli.js';
const FRESH = ['figure3c', '--fresh', '--preset', 'tiny', '--rules', 'bptt,mdgl', '--runs', '2', '--iterations', '1500', '--workers', '2'];
/** What the commands write, in the copy. */
const OUT = 'windows-out';
const LINUX = join(CACHE, 'linux-out');
/** Wine takes much longer to start a process. */
const TEST_MS = 600_000;
const LOOK_MS = 100;

/** What Windows does not do as it should. */
class Wrong extends Error {}

/** @type {import('./lib/windows-report.mjs').Check[]} */
const checks = [];

async function main() {
  const { positionals } = parseArgs({ allowPositionals: true, options: {} });
  mustBeLinuxRoot();
  const wine = prepareWine(say);
  copyProject(say);
  const seen = { date: new Date(), commit: commit(), wine, cores: availableParallelism(), checks };
  const nodes = positionals.length > 0 ? NODES.slice(0, 1) : NODES;
  const programs = nodes.map((version) => prepareNode(version, say));
  if (positionals.length > 0) {
    const run = startWindows(vitest(programs[0], positionals));
    process.exitCode = await run.end ?? 1;
    return say(run.said());
  }
  const ctrlC = compileForWindows('tools/windows/ctrl-c.c');
  drawOnLinux();
  mkdirSync(dirname(REPORT), { recursive: true });
  for (const [index, program] of programs.entries()) {
    await checkCommands(nodes[index], program, ctrlC);
    writeFileSync(REPORT, windowsReport({ ...seen, tests: undefined }));
  }
  writeFileSync(REPORT, windowsReport({ ...seen, tests: await quickTests(nodes[0], programs[0]) }));
  const failed = checks.filter(({ problem }) => problem !== undefined).length;
  say(`${checks.length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

/** Runs a check and says how it went. @param {string} node @param {string} title @param {() => Promise<void>} run */
async function check(node, title, run) {
  const start = performance.now();
  /** @type {string | undefined} */
  let problem;
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    problem = error.message;
  }
  const seconds = (performance.now() - start) / 1000;
  checks.push({ node, title, problem, seconds });
  const what = problem === undefined ? `✓ Node ${node}: ${title}` : `✗ Node ${node}: ${title}: ${problem}`;
  say(`${what} (${seconds.toFixed(1)} s)`);
}

/** What the commands on Windows are compared with. */
function drawOnLinux() {
  rmSync(LINUX, { recursive: true, force: true });
  mkdirSync(LINUX);
  for (const [folder, command] of /** @type {const} */ ([['figure3c', ['figure3c']], ['fresh', FRESH]])) {
    const args = [CLI, ...command, '--out', join(LINUX, folder)];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    if (status !== 0) throw new ToolError(`${command.join(' ')} fails on Linux already: ${lastLine(stderr)}`);
  }
}

/** @param {string} version @param {string} program @param {string} ctrlC */
async function checkCommands(version, program, ctrlC) {
  const out = `${OUT}/${version}`;
  mkdirSync(join(COPY, out), { recursive: true });
  const mdgl = (/** @type {readonly string[]} */ ...args) => [program, CLI, ...args];
  const fresh = mdgl(...FRESH, '--out', `${out}/fresh`);

  await check(version, 'is a Node for Windows', async () => {
    const said = await toEnd([program, '--print', 'process.version+process.platform']);
    if (said.trim() !== `v${version}win32`) throw new Wrong(`it says ${said.trim()}`);
  });
  await check(version, 'figure3c: svg, vl.json and csv as committed, png and pdf as on Linux', async () => {
    await toEnd(mdgl('figure3c', '--out', `${out}/figure3c`));
    mustBeEqual(join(LINUX, 'figure3c'), join(COPY, out, 'figure3c'));
    for (const ending of ['svg', 'vl.json', 'csv']) {
      const name = `figure3c.${ending}`;
      if (!equal(join(COPY, out, 'figure3c', name), join(COPY, 'figures', name))) throw new Wrong(`${name} is not as committed`);
    }
  });
  for (const seed of ['1', '2']) {
    await check(version, `replay of seed ${seed}, two workers: equal`, async () => {
      const said = await toEnd(mdgl('replay', '--seed', seed, '--iterations', '50', '--workers', '2'));
      if (said.match(/: equal \(/g)?.length !== 3) throw new Wrong(`it says ${lastLine(said)}`);
    });
  }
  await check(version, 'verify test/golden test/golden-family test/golden-general: all pass', async () => {
    const said = await toEnd(mdgl('verify', 'test/golden', 'test/golden-family', 'test/golden-general'));
    if (!/^[1-9]\d* passed, 0 failed$/m.test(said)) throw new Wrong(`it says ${lastLine(said)}`);
  });
  await check(version, 'figure3c --fresh saves all runs at Ctrl-C, exit code 130', async () => {
    await interrupt(fresh, `${out}/press`, join(COPY, out, 'fresh'), ctrlC);
  });
  await check(version, 'it goes on, and is killed', async () => {
    const run = startWindows(fresh);
    await until(run, () => /continuing at iteration [1-9]/.test(run.said()));
    await wait(2000 * Math.random());
    run.kill();
    await run.end;
    if (existsSync(join(COPY, out, 'fresh', 'runs.csv'))) throw new Wrong('it had ended before it could be killed');
  });
  await check(version, 'it goes on to the end: all files as on Linux, but for the times in the manifest', async () => {
    const said = await toEnd(fresh);
    if (!/continuing at iteration [1-9]/.test(said)) throw new Wrong('it began anew');
    mustBeEqual(join(LINUX, 'fresh'), join(COPY, out, 'fresh'));
  });
}

/**
 * Presses Ctrl-C when something has been saved.
 * @param {readonly string[]} command @param {string} press in the copy @param {string} folder of the runs @param {string} ctrlC
 */
async function interrupt(command, press, folder, ctrlC) {
  const run = startWindows([ctrlC, `Z:/mdgl/${press}`, ...command], { terminal: true });
  const checkpoints = join(folder, 'checkpoints');
  await until(run, () => existsSync(checkpoints) && readdirSync(checkpoints).some((name) => name.endsWith('.json')));
  writeFileSync(join(COPY, press), '');
  const code = await run.end;
  if (code !== 130) throw new Wrong(`its exit code is ${code}`);
  if (!/stopped; all runs are saved in .*, the same command goes on/.test(run.said())) throw new Wrong(`it says ${lastLine(run.said())}`);
}

/** @param {string} node @param {string} program */
async function quickTests(node, program) {
  const json = `${OUT}/tests.json`;
  /** @type {import('./lib/windows-report.mjs').Tests | undefined} */
  let tests;
  await check(node, 'quick tests', async () => {
    const run = startWindows(vitest(program, ['--reporter=json', `--outputFile=${json}`]));
    const code = await run.end;
    if (!existsSync(join(COPY, json))) throw new Wrong(`exit code ${code}, ${lastLine(run.said())}`);
    tests = JSON.parse(readFileSync(join(COPY, json), 'utf8'));
    if (code !== 0) throw new Wrong(`${tests?.numFailedTests} of ${tests?.numTotalTests} fail`);
  });
  return tests;
}

/** @param {string} program @param {readonly string[]} args */
function vitest(program, args) {
  return [program, 'node_modules/vitest/vitest.mjs', 'run', '--project', 'quick*', `--testTimeout=${TEST_MS}`, ...args];
}

/** Runs a command that must end well. @param {readonly string[]} command @returns {Promise<string>} what it says */
async function toEnd(command) {
  const run = startWindows(command);
  const code = await run.end;
  if (code !== 0) throw new Wrong(`exit code ${code}, ${lastLine(run.said())}`);
  return run.said();
}

/** Waits for something that a command does while it runs. @param {import('./lib/wine.mjs').Running} run @param {() => boolean} done */
async function until(run, done) {
  let ended = false;
  void run.end.then(() => { ended = true; });
  while (!done()) {
    if (ended) throw new Wrong(`it has ended by itself: ${lastLine(run.said())}`);
    await wait(LOOK_MS);
  }
}

/** Compares all files but the manifest, which holds times. @param {string} linux @param {string} windows */
function mustBeEqual(linux, windows) {
  const [expected, found] = [filesIn(linux), filesIn(windows)];
  if (found.join() !== expected.join()) throw new Wrong(`there are ${found.join(', ')}, not ${expected.join(', ')}`);
  const other = expected.find((name) => name !== 'manifest.json' && !equal(join(windows, name), join(linux, name)));
  if (other) throw new Wrong(`${other} is not as on Linux`);
}

/** Whether two files have the same bytes. @param {string} a @param {string} b */
function equal(a, b) {
  return readFileSync(a).equals(readFileSync(b));
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile()).sort();
}

function commit() {
  const git = (/** @type {string[]} */ ...args) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout.trim();
  return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') ? ' and changes' : ''}`;
}

/** @param {string} text */
function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}

/** @param {number} ms @returns {Promise<void>} */
function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** @param {string} text */
function say(text) {
  process.stdout.write(`${text}\n`);
}

await runTool(main);
