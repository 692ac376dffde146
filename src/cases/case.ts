import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { InputError } from '../errors';
import { checkInName } from '../node/files/in-name';
import { networkCaseOf, type NetworkCase } from './network-case';
import { optimizerCaseOf, type OptimizerCase } from './optimizer-case';

export type { NetworkCase } from './network-case';
export type { OptimizerCase } from './optimizer-case';
export type { Expected } from './schema';

/**
 * Reads a file of the golden format, gzipped or not.
 * @throws InputError that names the file and the field that is wrong
 */
export function readCase(path: string): NetworkCase | OptimizerCase {
  const json = readJson(path);
  const optimizer = typeof json === 'object' && json !== null && 'theta' in json;
  return optimizer ? optimizerCaseOf(json, path) : networkCaseOf(json, path);
}

/**
 * The network case in a file.
 * @throws InputError also where the file holds an optimizer case
 */
export function readNetworkCase(path: string): NetworkCase {
  const read = readCase(path);
  if (read.kind === 'optimizer') throw new InputError(`${path}: an optimizer case has no network; give a case with weights and inputSpikes`);
  return read;
}

function readJson(path: string): unknown {
  checkInName(path);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new InputError(`cannot read the case file ${path} (${(error as NodeJS.ErrnoException).code}); give a file of the golden format, .json or .json.gz`);
  }
  try {
    const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return JSON.parse((zipped ? gunzipSync(bytes) : bytes).toString('utf8'));
  } catch {
    throw new InputError(`${path}: not JSON, gzipped or plain`);
  }
}
