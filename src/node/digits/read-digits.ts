import { homedir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../core/errors';
import type { Digits, Mnist } from '../../core/tasks/mnist';
import { readBytes } from '../files/read-bytes';
import { sha256 } from '../files/sha256';

/** The files of MNIST, as they were published (but unpacked), by what they hold; and the SHA-256 of each. */
const SETS = {
  training: {
    images: ['train-images-idx3-ubyte', 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db'],
    labels: ['train-labels-idx1-ubyte', '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5'],
  },
  test: {
    images: ['t10k-images-idx3-ubyte', '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7'],
    labels: ['t10k-labels-idx1-ubyte', 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2'],
  },
} as const;

/** Bytes before the first image, and before the first label: in files that are as published, nothing else needs to be read of them. */
const IMAGES_HEAD = 16;
const LABELS_HEAD = 8;

/** Names of the files. */
export const digitFiles: readonly string[] = Object.values(SETS).flatMap(({ images, labels }) => [images[0], labels[0]]);

/** Returns the folder of the digits: $MDGL_DIGITS, or else one that all of a user's projects share. */
export function digitsFolder(): string {
  return process.env.MDGL_DIGITS || join(homedir(), '.cache', 'mdgl', 'mnist');
}

let known: { readonly folder: string; readonly mnist: Mnist } | undefined;

/**
 * Returns the digits that were fetched, which are read once.
 * @throws InputError if a file cannot be read, or is not as it was published
 */
export function readDigits(folder: string = digitsFolder()): Mnist {
  if (known?.folder !== folder) known = { folder, mnist: { training: read(folder, SETS.training), test: read(folder, SETS.test) } };
  return known.mnist;
}

function read(folder: string, { images, labels }: (typeof SETS)[keyof typeof SETS]): Digits {
  return { pixels: published(folder, images).subarray(IMAGES_HEAD), labels: published(folder, labels).subarray(LABELS_HEAD) };
}

function published(folder: string, [name, hash]: readonly [string, string]): Uint8Array {
  const path = join(folder, name);
  const bytes = readBytes(path, 'npx mdgl fetch-digits brings the handwritten digits (11.5 MB)');
  if (sha256(bytes) !== hash) {
    throw new InputError(`${path} is not as it was published (its SHA-256 is another); npx mdgl fetch-digits brings it anew`);
  }
  return bytes;
}
