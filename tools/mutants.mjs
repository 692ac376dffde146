// Runs a mutation tester (Stryker) over what computes: which changes of it does no test notice?
//   npm run mutants                                   everything, which takes hours
//   npm run mutants -- src/network src/rules/mdgl.ts  folders or files
// Works on a copy in the system's temporary folder, into which it installs what the lock file says and Stryker; the clone
// stays as it is. Prints scores and survivors, and leaves them in .mutants/ beside Stryker's own report.
// Mutants in src/engine/kernel (AssemblyScript) and in what only worker threads or the command line run, which is dist, are
// not seen by tests.
// @ts-check
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { scoresOf, survivorsOf, tableOf } from './lib/mutant-report.mjs';
import { npm, runToEnd } from './lib/processes.mjs';
import { ROOT } from './lib/project.mjs';
import { runTool, ToolError } from './lib/tool-error.mjs';

/** What is mutated if nothing is named, and what of it never is: the kernel, and what threads alone run. */
const SOURCES = ['src/network', 'src/rules', 'src/engine', 'src/training', 'src/analysis', 'src/experiments'];
const NEVER = ['src/engine/kernel/**', 'src/**/*-thread.ts'];
/** Texts stay as they are: most are messages, and a message in other words is no fault. */
const KINDS_LEFT_OUT = ['StringLiteral'];
/** The quick tests of what is mutated, */
const TESTS = [
  'test/{network,rules,task,engine,training,analysis,experiments,record}/**/*.test.ts',
  'test/cases/{case,compare}.test.ts',
  'test/{config,random,runs-csv,seeds,stored-alignment,stored-knockout}.test.ts',
];
/** but for a test that replaces a module, and slow ones that tell what others tell. */
const TESTS_LEFT_OUT = ['test/engine/wasm-high-memory.test.ts', 'test/record/{golden,write-zarr}.test.ts'];
/** What the tests need of the clone. */
const FILES = [
  '.npmrc', 'package.json', 'package-lock.json', 'tsconfig.json', 'asconfig.json', 'README.md', 'src', 'test', 'data', 'figures', 'notebooks',
];
/** The last Stryker that runs on Node 20. */
const STRYKER = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1'];
const REPORT = join(ROOT, '.mutants');

await runTool(() => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const parts = (positionals.length ? positionals : SOURCES).map(partOf);
  const copy = mkdtempSync(join(tmpdir(), 'mdgl-mutants-'));
  try {
    for (const name of FILES) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    npm('ci', '--prefix', copy, '--no-audit', '--no-fund');
    npm('install', '--prefix', copy, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', ...STRYKER);
    configure(copy, parts);
    const stryker = join(copy, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
    runToEnd('the mutation tester', [process.execPath, stryker, 'run', 'stryker.json'], { cwd: copy });
    report();
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

/** A folder or a file of src as a pattern. @param {string} name */
function partOf(name) {
  const path = relative(ROOT, resolve(name)).replaceAll('\\', '/');
  if (!path.startsWith('src/') || !existsSync(join(ROOT, path))) {
    throw new ToolError(`${name}: allowed are folders and files below src, for example src/network`);
  }
  return statSync(join(ROOT, path)).isDirectory() ? `${path}/**/*.ts` : path;
}

/** @param {string} copy @param {readonly string[]} parts */
function configure(copy, parts) {
  mkdirSync(REPORT, { recursive: true });
  const alias = { mdgl: join(copy, 'src', 'index.ts') };
  // One process for all tests of a mutant, as most of their time would be imports; patient, as mutants are slow.
  const test = { include: TESTS, exclude: TESTS_LEFT_OUT, isolate: false, testTimeout: 600_000, hookTimeout: 600_000 };
  writeFileSync(join(copy, 'vitest.mutants.mjs'), `export default ${JSON.stringify({ resolve: { alias }, test })};\n`);
  writeFileSync(join(copy, 'stryker.json'), JSON.stringify({
    testRunner: 'vitest', plugins: ['@stryker-mutator/vitest-runner'], vitest: { configFile: 'vitest.mutants.mjs', related: false },
    mutate: [...parts, ...NEVER.map((pattern) => `!${pattern}`)], mutator: { excludedMutations: KINDS_LEFT_OUT },
    coverageAnalysis: 'perTest', inPlace: true, disableTypeChecks: false, allowConsoleColors: false,
    dryRunTimeoutMinutes: 60, timeoutMS: 30_000,
    reporters: ['progress-append-only', 'json', 'html'],
    jsonReporter: { fileName: join(REPORT, 'report.json') }, htmlReporter: { fileName: join(REPORT, 'report.html') },
  }));
}

/** Prints what came out, and leaves it in text. */
function report() {
  const { files } = JSON.parse(readFileSync(join(REPORT, 'report.json'), 'utf8'));
  const text = `${survivorsOf(files).join('\n')}\n\n${tableOf(scoresOf(files))}\n`;
  writeFileSync(join(REPORT, 'report.txt'), text);
  process.stdout.write(text);
}
