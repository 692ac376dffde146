import { gunzipSync } from 'node:zlib';
import { InputError } from '../core/errors';
import { parseJson } from '../core/parse-json';
import { readBytes } from '../node/files/read-bytes';
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
  const json = parseJson(unzipped(readBytes(path, 'give a file of the golden format, .json or .json.gz'), path).toString('utf8'), path);
  const optimizer = typeof json === 'object' && json !== null && 'theta' in json;
  return optimizer ? optimizerCaseOf(json, path) : networkCaseOf(json, path);
}

/**
 * Returns the network case in a file.
 * @throws InputError also if the file holds an optimizer case
 */
export function readNetworkCase(path: string): NetworkCase {
  const read = readCase(path);
  if (read.kind === 'optimizer') {
    throw new InputError(`${path}: an optimizer case has no network; give a case with weights and inputSpikes`);
  }
  return read;
}

function unzipped(bytes: Buffer, path: string): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new InputError(`${path}: is a damaged gzip file (${(error as Error).message}); get it anew`);
  }
}
