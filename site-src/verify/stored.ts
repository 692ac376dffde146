import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { InputError, parseRuns, settings, type RunPoint, type Settings } from 'mdgl/browser';

const FOLDER = 'data/figure3c/';

/** The stored runs of Figure 3C, as their manifest tells of them. */
export interface Stored {
  readonly rules: readonly string[];
  readonly seeds: readonly number[];
  readonly feedback: Readonly<Record<string, string>>;
  readonly settings: Settings;
  readonly points: readonly RunPoint[];
  /** SHA-256 of the table, and whether the manifest has the same one. */
  readonly sha256: string;
  readonly isAsRecorded: boolean;
}

/** Reads the runs, and checks the table by its hash. @throws InputError naming the file that cannot be read */
export async function readStored(): Promise<Stored> {
  const [manifest, table] = [JSON.parse(textOf(await read('manifest.json'))), await read('runs.csv')];
  // The browser's own SHA-256 is absent on plain http.
  const hash = bytesToHex(sha256(table));
  return {
    ...manifest,
    settings: settings('figure3c', manifest.settings),
    points: parseRuns(textOf(table), 'runs.csv'),
    sha256: hash,
    isAsRecorded: hash === manifest.files['runs.csv'],
  };
}

async function read(name: string): Promise<Uint8Array> {
  const response = await fetch(FOLDER + name).catch((error: Error) => { throw new InputError(`${FOLDER}${name}: ${error.message}`); });
  if (!response.ok) throw new InputError(`${FOLDER}${name}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
