import { readFileSync } from 'node:fs';
import type { EngineName } from '../../core/engine/engine';
import { InputError } from '../../core/errors';
import type { FeedbackName } from '../../core/rules/feedback/feedback';
import type { Settings } from '../../core/settings';
import type { Progress } from '../../core/training/train';
import { sha256 } from '../files/sha256';
import { writeAtomic } from '../files/write-atomic';

/** A run, and how far it has come. Random streams are keyed by seed and iteration: the iteration is all their state. */
export interface Checkpoint {
  readonly format: 'mdgl-checkpoint/1';
  readonly settings: Settings;
  readonly rule: string;
  readonly seed: number;
  readonly feedback: FeedbackName;
  readonly engine: EngineName;
  /** Time spent on it so far. */
  readonly seconds: number;
  /** None before the run has begun. */
  readonly progress?: Progress;
}

/**
 * Writes a checkpoint as a whole or not at all: JSON, numbers of the state in base64, with its SHA-256.
 * @param checkpoint of a run, or whatever else must outlast a kill
 */
export function writeCheckpoint(path: string, checkpoint: object): void {
  const payload = JSON.stringify(checkpoint, (_, value) => packed(value));
  writeAtomic(path, `{"sha256":"${sha256(payload)}","payload":${payload}}\n`);
}

/**
 * Reads the checkpoint in a file; undefined if there is no file.
 * @typeParam C what {@link writeCheckpoint} was given
 * @throws InputError naming the file, if it is damaged
 */
export function readCheckpoint<C = Checkpoint>(path: string): C | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new InputError(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  const [, checksum, payload] = /^\ufeff?\{"sha256":"([0-9a-f]{64})","payload":(.*)\}\r?\n$/s.exec(text) ?? [];
  if (payload === undefined || checksum !== sha256(payload)) {
    throw new InputError(`${path}: this checkpoint is damaged (its SHA-256 does not fit); delete it, and its run begins anew`);
  }
  return JSON.parse(payload, (_, value) => unpacked(value));
}

const ARRAYS = { Float64Array, Uint16Array, Int8Array };
type ArrayName = keyof typeof ARRAYS;

/** Packs a typed array as { its kind: its bytes in base64 }, little-endian as on every machine that runs Node; leaves all else. */
function packed(value: unknown): unknown {
  if (!ArrayBuffer.isView(value)) return value;
  return { [value.constructor.name]: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') };
}

function unpacked(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const [name = '', ...others] = Object.keys(value);
  if (others.length > 0 || !Object.hasOwn(ARRAYS, name)) return value;
  return new ARRAYS[name as ArrayName](Uint8Array.from(Buffer.from((value as Record<string, string>)[name], 'base64')).buffer);
}
