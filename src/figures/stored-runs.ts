import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../errors';
import { checkInName } from '../node/files/in-name';
import { readBytes } from '../node/files/read-bytes';
import { parseJson } from '../parse-json';
import { parseRuns, type RunPoint } from '../runs-csv';
import { sha256 } from '../sha256';

const table = 'runs.csv';

/**
 * Reads the runs stored in a folder: `runs.csv`, after its SHA-256 has been compared with `manifest.json`, if there is one
 * (`{ "files": { "runs.csv": "<64 hex digits>" } }`; whatever else it holds is passed over).
 *
 * @throws {InputError} if the folder or the table is missing, the checksum differs, or the table is malformed
 * @example readStoredRuns('data/figure3c').length // 3015: 15 runs, each validated at 0, 10, …, 2000
 */
export function readStoredRuns(folder: string): RunPoint[] {
  checkInName(folder);
  if (!existsSync(folder)) throw new InputError(`${folder}: no such folder; allowed is a folder that holds ${table}`);
  const path = join(folder, table);
  const bytes = readBytes(path, `allowed is a folder that holds ${table}`);
  const manifest = join(folder, 'manifest.json');
  checkInName(manifest);
  if (existsSync(manifest)) {
    const expected = checksumIn(manifest);
    const actual = sha256(bytes);
    if (actual !== expected) {
      throw new InputError(`${path}: SHA-256 is ${actual}, but ${manifest} says ${expected}; the file was changed or damaged`);
    }
  }
  return parseRuns(bytes.toString('utf8'), path);
}

function checksumIn(manifest: string): string {
  const content = parseJson(readBytes(manifest, 'allowed is a readable file').toString('utf8'), manifest) as { files?: Record<string, unknown> } | null;
  const found = content?.files?.[table];
  if (typeof found === 'string' && /^[0-9a-f]{64}$/i.test(found)) return found.toLowerCase();
  throw new InputError(`${manifest}: files["${table}"] is ${JSON.stringify(found) ?? 'missing'}; allowed is a SHA-256 of 64 hex digits`);
}
