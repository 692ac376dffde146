import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export const GOLDEN = join(__dirname, '..', 'golden');
export const GENERAL = join(__dirname, '..', 'golden-general');
export const FAMILY = join(__dirname, '..', 'golden-family');

export function goldenText(name: string, folder = GOLDEN): string {
  return gunzipSync(readFileSync(join(folder, `${name}.json.gz`))).toString('utf8');
}

/** A golden file with a change, in a new folder. */
export function changedCase(name: string, change: (json: any) => void, folder = GOLDEN): string {
  const json = JSON.parse(goldenText(name, folder));
  change(json);
  return write(`${name}.json`, JSON.stringify(json));
}

/** A new file in a new folder. */
export function write(name: string, text: string): string {
  const path = join(newFolder(), name);
  writeFileSync(path, text);
  return path;
}

const folders: string[] = [];

/** An empty folder, removed after the tests of the file that is run, see setup.ts. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mdgl-'));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
