import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fillFolder } from './new-folder';
import { recipeOf } from './recipe';
import type { NamedArray, Recording } from './recording';

/** Most bytes in one chunk of an array. */
const CHUNK_BYTES = 16e6;

/** What Python's libraries can read: little-endian, compressed by Zstandard. */
const CODECS = [
  { name: 'bytes', configuration: { endian: 'little' } },
  { name: 'zstd', configuration: { level: 3, checksum: false } },
];

/**
 * Writes a recording as a Zarr group (format 3), as a whole or not at all. xarray opens it by name: axes are dimensions,
 * coordinates are coordinates, units and descriptions (`long_name`) are attributes; those of the group say what was recorded, and in
 * `comment` how synapses become a matrix of pre and post.
 * @param folder is made if its parent exists; must be empty if it exists
 * @throws InputError if the folder cannot be made or is not empty
 * @example await writeZarr('my-recording', recording); // in Python: xarray.open_zarr('my-recording')
 */
export async function writeZarr(folder: string, recording: Recording): Promise<void> {
  // An ES module, which CommonJS can only import so.
  const zarr = await import('zarrita');
  await fillFolder(folder, async (temporary) => {
    const store = folderStore(temporary);
    const root = zarr.root(store);
    for (const [name, array] of Object.entries({ ...recording.coordinates, ...recording.arrays })) {
      const { dims, shape, data } = array;
      const written = await zarr.create(root.resolve(name), {
        shape: [...shape],
        chunkShape: chunkShapeOf(array),
        dtype: dtypeOf(data),
        codecs: CODECS,
        fillValue: 0,
        dimensionNames: [...dims],
        attributes: attributesOf(array, recording),
      });
      await zarr.set(written, null, { data, shape: [...shape], stride: stridesOf(shape) });
    }
    const group = {
      zarr_format: 3,
      node_type: 'group',
      attributes: { ...recording.attributes, comment: recipeOf(recording) },
      // Zarr's own way to spare a reader the search for arrays; without it xarray warns.
      consolidated_metadata: { kind: 'inline', must_understand: false, metadata: Object.fromEntries(store.metadata) },
    };
    await store.set('/zarr.json', Buffer.from(JSON.stringify(group)));
  });
}

/** Names the type of numbers as Zarr does, such as float64 of a Float64Array. */
function dtypeOf(data: NamedArray['data']) {
  return data.constructor.name.replace('Array', '').toLowerCase() as 'float64' | 'int32' | 'uint16' | 'uint8';
}

/** Plans one trial a chunk, and of its columns as many as do not make it too large. */
function chunkShapeOf({ shape, data, dims }: NamedArray): number[] {
  if (dims[0] !== 'trial' || shape.length === 1) return [...shape];
  const [, steps, columns, ...rest] = shape;
  const bytesAColumn = steps * rest.reduce((product, n) => product * n, 1) * data.BYTES_PER_ELEMENT;
  return [1, steps, Math.min(columns, Math.max(1, Math.floor(CHUNK_BYTES / bytesAColumn))), ...rest];
}

function stridesOf(shape: readonly number[]): number[] {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((product, n) => product * n, 1));
}

/** Writes attributes in the terms of the CF conventions, which xarray knows. */
function attributesOf({ dims, unit, description, meanings }: NamedArray, { coordinates }: Recording): Record<string, unknown> {
  const others = Object.keys(coordinates).filter((name) => name !== coordinates[name].dims[0]);
  const further = others.filter((name) => dims.length > 1 && dims.includes(coordinates[name].dims[0]));
  return {
    units: unit,
    long_name: description,
    ...(meanings && {
      flag_values: meanings.map((_, value) => value),
      flag_meanings: meanings.map((name) => name.replace(/\s+/g, '_')).join(' '),
    }),
    ...(further.length > 0 && { coordinates: further.join(' ') }),
  };
}

/** Makes a folder zarrita's store; it keeps the metadata of arrays at hand. */
function folderStore(folder: string) {
  const metadata = new Map<string, unknown>();
  return {
    metadata,
    async get(key: string): Promise<Uint8Array | undefined> {
      return readFile(join(folder, key)).catch(() => undefined);
    },
    async set(key: string, value: Uint8Array): Promise<void> {
      const path = join(folder, key);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, value, { flush: true });
      const [, array] = /^\/(.+)\/zarr\.json$/.exec(key) ?? [];
      if (array) metadata.set(array, JSON.parse(Buffer.from(value).toString('utf8')));
    },
  };
}
