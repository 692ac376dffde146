import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../../core/errors';
import { sha256 } from './sha256';

/**
 * Refuses a file that is not as it was stored.
 * @param checksum its SHA-256 when it was stored, in hex digits
 * @throws InputError naming the file, what happened to it and the ways out
 */
export function checkSha256(path: string, content: Buffer, checksum: string): void {
  if (sha256(content) === checksum) return;
  const withLf = Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  const what = sha256(withLf) === checksum ? 'its line ends were changed, from LF to CRLF' : 'was changed or damaged';
  throw new InputError(`${path}: ${what}, its SHA-256 is not the one in manifest.json; ${waysOut(path)}`);
}

/** Tells what to do about a stored file that is missing or not as it was; the end of a sentence. */
export function waysOut(path: string): string {
  return `${wayBack(path)}, or make the results anew in another folder (--out)`;
}

function wayBack(path: string): string {
  const full = resolve(path);
  if (/[\\/]node_modules[\\/]/.test(full)) return 'install the package again';
  if (!isInClone(dirname(full))) return 'restore it from a copy';
  return `git -C ${quoted(dirname(path))} checkout -- ${quoted(basename(path))} brings it back if it was committed`;
}

/** Quotes a name as every shell takes it. */
function quoted(path: string): string {
  return /\s/.test(path) ? `"${path}"` : path;
}

function isInClone(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  return dirname(folder) !== folder && isInClone(dirname(folder));
}
