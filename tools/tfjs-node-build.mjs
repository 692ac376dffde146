// Builds the native addon of the optional package @tensorflow/tfjs-node from package registries alone, for places where its
// own download host is out of reach: TensorFlow's library and headers come from the wheel tensorflow-cpu, the addon is
// compiled here. Tried on Linux x64 only. Does nothing where the package already works; package.json and its lock stay as they are.
//   npm run tfjs-node:build
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const PACKAGE = join(ROOT, 'node_modules', '@tensorflow', 'tfjs-node');
/** Nearest to TensorFlow 2.9.1, for which tfjs-node 4.22.0 is written, of those that say what they export. */
const WHEEL = 'tensorflow-cpu==2.15.1';
const HEADERS = 'node-api-headers@1.9.0';

const scratch = mkdtempSync(join(tmpdir(), 'tfjs-node-'));
try {
  build();
} catch (error) {
  process.stderr.write(`tfjs-node:build: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function build() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`${process.platform} ${process.arch}: only linux x64 has been tried; MDGL_BACKEND=wasm needs no addon`);
  }
  if (!/^v2[02]\./.test(process.version)) {
    throw new Error(`Node ${process.version}: @tensorflow/tfjs-node works with Node 20 and 22 only; MDGL_BACKEND=wasm takes its place`);
  }
  if (loads()) return say('@tensorflow/tfjs-node already works');
  const compiler = firstOf(
    ['g++', 'clang++'],
    ['--version'],
    'a C++ compiler (g++ or clang++) is needed; install one, for example the package g++'
  );
  const python = firstOf(
    ['python3', 'python'],
    ['-m', 'pip', '--version'],
    'Python 3 with pip is needed, to fetch and unpack a wheel; install it, for example the packages python3 and python3-pip'
  );
  fetchPackage();
  fetchTensorflow(python);
  compile(compiler);
  if (!loads()) throw new Error(`the addon was built, but does not load: ${loadError()}`);
  say('@tensorflow/tfjs-node works; MDGL_BACKEND=node uses it');
}

/** npm leaves an optional package out where its install script fails. */
function fetchPackage() {
  const { version } = manifest();
  if (existsSync(join(PACKAGE, 'package.json'))) return;
  say(`fetching @tensorflow/tfjs-node ${version}`);
  npm(['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', `@tensorflow/tfjs-node@${version}`], ROOT);
}

/** The version that this package wants. */
function manifest() {
  const { optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return { version: optionalDependencies['@tensorflow/tfjs-node'] };
}

/** TensorFlow's library and headers from its wheel, which any Python can unpack. */
function fetchTensorflow(python) {
  const deps = join(PACKAGE, 'deps');
  const lib = join(deps, 'lib');
  if (existsSync(join(lib, 'libtensorflow.so'))) return;
  say(`fetching ${WHEEL}, 207 MB`);
  run(python, [
    '-m', 'pip', 'download', '--quiet', '--no-deps', '--disable-pip-version-check', '--only-binary=:all:', '--python-version', '311',
    '--platform', 'manylinux2014_x86_64', '-d', scratch, WHEEL,
  ]);
  const wheel = readdirSync(scratch).find((name) => name.endsWith('.whl'));
  run(python, ['-c', [
    'import sys, zipfile',
    'wheel = zipfile.ZipFile(sys.argv[1])',
    'wheel.extractall(sys.argv[2], [n for n in wheel.namelist() if n.startswith("tensorflow/include/") or '
      + 'n.startswith("tensorflow/libtensorflow_")])',
  ].join('\n'), join(scratch, wheel), scratch]);
  rmSync(deps, { recursive: true, force: true });
  mkdirSync(lib, { recursive: true });
  // into the folder first, then under its name: an interrupted run is done again
  const unpacked = join(scratch, 'tensorflow');
  move(python, join(unpacked, 'include'), join(deps, 'include'));
  for (const name of ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']) move(python, join(unpacked, name), join(lib, name));
  symlinkSync('libtensorflow_framework.so.2', join(lib, 'libtensorflow_framework.so'));
  for (const name of ['libtensorflow.so.2.9.1', 'libtensorflow.so']) symlinkSync('libtensorflow_cc.so.2', join(lib, name));
}

/** Also from one disk to another. */
function move(python, from, to) {
  try {
    renameSync(from, to);
  } catch {
    run(python, ['-c', 'import shutil, sys; shutil.move(sys.argv[1], sys.argv[2])', from, to]);
  }
}

function compile(compiler) {
  const out = addonPath();
  say(`compiling ${out.slice(ROOT.length + 1)}`);
  mkdirSync(dirname(out), { recursive: true });
  run(compiler, [
    '-shared', '-fPIC', '-O2', '-std=c++17', '-w', `-DNAPI_VERSION=${napiVersion()}`,
    `-I${nodeHeaders()}`, `-I${PACKAGE}`, `-I${join(PACKAGE, 'deps', 'include')}`,
    join(PACKAGE, 'binding', 'tfjs_backend.cc'), join(PACKAGE, 'binding', 'tfjs_binding.cc'),
    '-o', out, `-L${join(PACKAGE, 'deps', 'lib')}`, '-ltensorflow', '-ltensorflow_framework', '-Wl,-rpath,$ORIGIN/../../deps/lib',
  ]);
}

/** Where the package looks for its addon. */
function addonPath() {
  return join(PACKAGE, 'lib', `napi-v${napiVersion()}`, 'tfjs_binding.node');
}

/** The newest of the package's Node-API versions that this Node has. */
function napiVersion() {
  const { binary } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  return Math.max(...binary.napi_versions.filter((version) => version <= Number(process.versions.napi)));
}

/** Node's own headers where they are installed with it, else those of a package: Node-API is the same everywhere. */
function nodeHeaders() {
  const own = join(dirname(process.execPath), '..', 'include', 'node');
  if (existsSync(join(own, 'node_api.h'))) return own;
  say(`fetching ${HEADERS}`);
  npm(['install', '--prefix', scratch, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', HEADERS], scratch);
  return join(scratch, 'node_modules', 'node-api-headers', 'include');
}

function loads() {
  return loadError() === '';
}

/** What is in the package's way, in a process of its own; empty where it computes. */
function loadError() {
  const program = "const tf = require('@tensorflow/tfjs-node'); if (tf.add(1, 2).dataSync()[0] !== 3) throw new Error('1 + 2 is not 3')";
  const { status, stderr, signal } = spawnSync(process.execPath, ['-e', program], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
  });
  return status === 0 ? '' : (/^\w*Error: .*/m.exec(stderr)?.[0] ?? `exit ${signal ?? status}`);
}

function firstOf(names, probe, missing) {
  const found = names.find((name) => spawnSync(name, probe).status === 0);
  if (!found) throw new Error(missing);
  return found;
}

/** npm is a script, which node runs on every system; started by npm we know which one. */
function npm(argv, cwd) {
  const script =
    process.env.npm_execpath ??
    createRequire(process.execPath)
      .resolve.paths('npm')
      ?.map((folder) => join(folder, 'npm', 'bin', 'npm-cli.js'))
      .find(existsSync);
  if (script) run(process.execPath, [script, ...argv], cwd);
  else run('npm', argv, cwd);
}

function run(command, argv, cwd = ROOT) {
  const { status, error, signal } = spawnSync(command, argv, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (error || status !== 0) {
    throw new Error(`${command} ${argv.slice(0, 3).join(' ')} failed (${error?.message ?? signal ?? `exit code ${status}`})`);
  }
}

function say(message) {
  process.stdout.write(`tfjs-node:build: ${message}\n`);
}
