import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../core/errors';
import { parseJson } from '../../core/parse-json';
import type { Settings } from '../../core/settings';
import { parseRuns, type RunPoint } from '../../core/tables/runs-csv';
import { checkSha256 } from '../../node/files/check-sha256';
import { checkInName } from '../../node/files/in-name';
import { readBytes } from '../../node/files/read-bytes';

const table = 'runs.csv';

/**
 * Reads the runs stored in a folder: `runs.csv`, after its SHA-256 has been compared with `manifest.json`, if there is one
 * (`{ "files": { "runs.csv": "<64 hex digits>" } }`; whatever else it holds is passed over).
 * @throws InputError if the folder or the table is missing, the checksum differs, or the table is malformed
 * @example readStoredRuns('data/figure3c').length // 3015: 15 runs, each validated at 0, 10, …, 2000
 */
export function readStoredRuns(folder: string): RunPoint[] {
  checkInName(folder);
  if (!existsSync(folder)) throw new InputError(`${folder}: no such folder; allowed is a folder that holds ${table}`);
  const path = join(folder, table);
  const bytes = readBytes(path, `allowed is a folder that holds ${table}`);
  const manifest = readRunsManifest(folder);
  if (manifest) checkSha256(path, bytes, checksumIn(manifest, join(folder, 'manifest.json')));
  return parseRuns(bytes.toString('utf8'), path);
}

/** What a folder says of the runs in it, as far as it is needed here; nothing is checked. */
interface RunsManifest {
  readonly files?: Readonly<Record<string, unknown>>;
  readonly settings?: Partial<Settings>;
}

/**
 * Reads what a folder says of its runs.
 * @returns undefined if it has no manifest.json
 * @throws InputError if that cannot be read, or is not JSON
 */
export function readRunsManifest(folder: string): RunsManifest | undefined {
  const path = join(folder, 'manifest.json');
  checkInName(path);
  if (!existsSync(path)) return undefined;
  return (parseJson(readBytes(path, 'allowed is a readable file').toString('utf8'), path) ?? {}) as RunsManifest;
}

function checksumIn({ files }: RunsManifest, path: string): string {
  const found = files?.[table];
  if (typeof found === 'string' && /^[0-9a-f]{64}$/i.test(found)) return found.toLowerCase();
  throw new InputError(`${path}: files["${table}"] is ${JSON.stringify(found) ?? 'missing'}; allowed is a SHA-256 of 64 hex digits`);
}
