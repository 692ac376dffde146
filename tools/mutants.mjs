// Runs a mutation tester (Stryker) over what computes: which changes of it does no test notice?
//   npm run mutants                                   everything, which takes hours
//   npm run mutants -- src/core/network src/core/rules/mdgl.ts  folders or files
// Works on a copy in the system's temporary folder, into which it installs what the lock file says and Stryker; the clone
// stays as it is. Prints scores and survivors, and leaves them in .mutants/ beside Stryker's own report.
// A mutant is tried by the tests of its own folder, and by those of ALSO: a test elsewhere may notice what is said to survive.
// Mutants in src/core/engine/kernel (AssemblyScript) and in what only worker threads or the command line run, which is dist, are
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
const SOURCES = [
  'src/core/network', 'src/core/rules', 'src/core/engine', 'src/core/training', 'src/core/stats', 'src/studies/alignment',
  'src/studies/knockout',
];
const NEVER = ['src/core/engine/kernel/**', 'src/**/*-thread.ts'];
/** Texts stay as they are: most are messages, and a message in other words is no fault. */
const KINDS_LEFT_OUT = ['StringLiteral'];
/** Tests of other folders that are tests of these. @type {Readonly<Record<string, readonly string[]>>} */
const ALSO = {
  'core/network': ['core/settings', 'core/random', 'core/engine/reference/reference', 'cases/case'],
  'core/rules': ['core/engine/reference/*'],
  'core/engine': ['cases/compare'],
  'core/training': ['seeds', 'core/tables/runs-csv', 'core/tasks/own-task', 'core/rules/feedback/learned'],
  'studies/alignment': ['stored-alignment'],
  'studies/knockout': ['stored-knockout'],
};
/** A test that replaces a module. */
const TESTS_LEFT_OUT = ['test/core/engine/wasm-high-memory.test.ts'];
/** What the tests need of the clone. */
const FILES = [
  '.npmrc', 'package.json', 'package-lock.json', 'tsconfig.json', 'asconfig.json', 'README.md', 'src', 'test', 'tools', 'data', 'figures',
  'notebooks',
];
/** The last Stryker that runs on Node 20. */
const STRYKER = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1'];
const REPORT = join(ROOT, '.mutants');

await runTool(() => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const parts = (positionals.length ? positionals : SOURCES).map(partOf);
  rmSync(REPORT, { recursive: true, force: true });
  mkdirSync(REPORT, { recursive: true });
  const copy = mkdtempSync(join(tmpdir(), 'mdgl-mutants-'));
  try {
    for (const name of FILES) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    npm('ci', '--prefix', copy, '--no-audit', '--no-fund');
    npm('install', '--prefix', copy, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', ...STRYKER);
    const stryker = join(copy, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
    /** @type {Record<string, import('./lib/mutant-report.mjs').Files[string]>} */
    const files = {};
    for (const folder of new Set(parts.map(folderOf))) {
      configure(copy, folder, parts.filter((part) => folderOf(part) === folder));
      runToEnd('the mutation tester', [process.execPath, stryker, 'run', 'stryker.json'], { cwd: copy });
      Object.assign(files, JSON.parse(readFileSync(join(REPORT, `${fileNameOf(folder)}.json`), 'utf8')).files);
      report(files);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

/** A folder or a file of src as a pattern. @param {string} name */
function partOf(name) {
  const path = relative(ROOT, resolve(name)).replaceAll('\\', '/');
  if (!path.startsWith('src/') || !existsSync(join(ROOT, path))) {
    throw new ToolError(`${name}: allowed are folders and files below src, for example src/core/network`);
  }
  return statSync(join(ROOT, path)).isDirectory() ? `${path}/**/*.ts` : path;
}

/** core/network of src/core/network/loss.ts. @param {string} path */
function folderOf(path) {
  return path.split('/').slice(1, 3).join('/');
}

/** @param {string} folder */
function fileNameOf(folder) {
  return folder.replace('/', '-');
}

/** @param {string} copy @param {string} folder @param {readonly string[]} parts all of them in the folder */
function configure(copy, folder, parts) {
  const alias = { mdgl: join(copy, 'src', 'index.ts') };
  const include = [`test/${folder}/**/*.test.ts`, ...(ALSO[folder] ?? []).map((name) => `test/${name}.test.ts`)];
  // One process for all tests of a mutant, as most of their time would be imports; patient, as mutants are slow.
  const test = {
    setupFiles: ['test/support/setup.ts'],
    include,
    exclude: TESTS_LEFT_OUT,
    isolate: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  };
  writeFileSync(join(copy, 'vitest.mutants.mjs'), `export default ${JSON.stringify({ resolve: { alias }, test })};\n`);
  writeFileSync(join(copy, 'stryker.json'), JSON.stringify({
    testRunner: 'vitest', plugins: ['@stryker-mutator/vitest-runner'], vitest: { configFile: 'vitest.mutants.mjs', related: false },
    mutate: [...parts, ...NEVER.map((pattern) => `!${pattern}`)], mutator: { excludedMutations: KINDS_LEFT_OUT },
    coverageAnalysis: 'perTest', inPlace: true, disableTypeChecks: false, allowConsoleColors: false,
    dryRunTimeoutMinutes: 60, timeoutMS: 10_000,
    reporters: ['progress-append-only', 'json', 'html'],
    jsonReporter: { fileName: join(REPORT, `${fileNameOf(folder)}.json`) },
    htmlReporter: { fileName: join(REPORT, `${fileNameOf(folder)}.html`) },
  }));
}

/** Prints what came out so far, and leaves it in text. @param {import('./lib/mutant-report.mjs').Files} files */
function report(files) {
  const text = `${survivorsOf(files).join('\n')}\n\n${tableOf(scoresOf(files))}\n`;
  writeFileSync(join(REPORT, 'report.txt'), text);
  process.stdout.write(text);
}
