/** Files as the library reads them: what stands beside the page; nothing is written. */
import { Bytes } from './bytes';
import { bytesAt } from './read';

export function existsSync(path: string): boolean {
  return isFolder(path) || bytesAt(path) !== undefined;
}

export function readFileSync(path: string): Bytes;
export function readFileSync(path: string, encoding: 'utf8'): string;
export function readFileSync(path: string, encoding?: 'utf8'): Bytes | string {
  const found = isFolder(path) ? undefined : bytesAt(path);
  if (!found) throw missing(path);
  const bytes = new Bytes(found);
  return encoding ? bytes.toString() : bytes;
}

export function statSync(path: string): { isDirectory(): boolean; size: number } | undefined {
  if (isFolder(path)) return { isDirectory: () => true, size: 0 };
  const bytes = bytesAt(path);
  return bytes && { isDirectory: () => false, size: bytes.length };
}

/** A server of files does not tell what a folder holds. */
export function readdirSync(path: string): string[] {
  throw new Error(`${path}: a page cannot list a folder; name its files one by one`);
}

export function readlinkSync(path: string): never {
  throw missing(path);
}

export const realpathSync = (path: string): string => path;
export const constants = { W_OK: 2 };
export const [accessSync, chmodSync, closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync] =
  Array.from({ length: 10 }, () => cannotWrite);

function cannotWrite(path: unknown): never {
  throw new Error(`${path}: a page writes no files`);
}

/** Takes what has no extension for a folder. */
function isFolder(path: string): boolean {
  return !/[^/]\.[^/.]+$/.test(path);
}

function missing(path: string): Error {
  return Object.assign(new Error(`${path}: there is no such file`), { code: 'ENOENT' });
}
