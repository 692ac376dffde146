import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors';
import { mdgl } from '../../src/core/rules/mdgl';
import { fillFolder } from '../../src/record/new-folder';
import { quantityNames } from '../../src/record/quantities';
import { recipeOf } from '../../src/record/recipe';
import { record } from '../../src/record/record';
import type { NamedArray, Recording } from '../../src/record/recording';
import { writeZarr } from '../../src/record/write-zarr';
import { newFolder } from '../support/golden';
import { liveLesson } from '../support/live-lesson';

/** Windows lets only some users make links. */
const LINKS = process.platform !== 'win32';

const recording = record({
  ...liveLesson(mdgl), what: quantityNames, ofTrials: [0, 2], neurons: [1, 4, 5], synapses: 'random:3', inputSynapses: '0>5',
  typeNames: ['A b', 'B', 'C'], about: { seed: 1 },
});

async function readBack(folder: string, name: string) {
  const zarr = await import('zarrita');
  const store = { get: async (key: string) => readFile(join(folder, key)).catch(() => undefined) };
  const array = await zarr.open(zarr.root(store).resolve(name), { kind: 'array' });
  return { array, ...await zarr.get(array) };
}

const metadataOf = (folder: string, name = '.') => JSON.parse(readFileSync(join(folder, name, 'zarr.json'), 'utf8'));

describe('a recording written as Zarr', () => {
  it('reads back number for number, with its axes, units and descriptions', async () => {
    const folder = join(newFolder(), 'recording');
    await writeZarr(folder, recording);
    const all: [string, NamedArray][] = Object.entries({ ...recording.arrays, ...recording.coordinates });
    expect(all.length).toBe(15 + 12);
    for (const [name, expected] of all) {
      const { array, shape, data } = await readBack(folder, name);
      expect(shape).toEqual(expected.shape);
      expect(data).toEqual(expected.data);
      expect(array.attrs).toMatchObject({ units: expected.unit, long_name: expected.description });
      expect(metadataOf(folder, name)).toMatchObject({
        dimension_names: expected.dims,
        fill_value: 0,
        codecs: [{ name: 'bytes' }, { name: 'zstd' }],
      });
    }
    expect(recording.arrays.weightChange.data.some((value) => value !== 0)).toBe(true);
  });

  it('says of itself what it is, and finds its arrays without a search', async () => {
    const folder = join(newFolder(), 'recording');
    await writeZarr(folder, recording);
    const { attributes, consolidated_metadata: { metadata } } = metadataOf(folder);
    expect(attributes).toEqual({ ...JSON.parse(JSON.stringify(recording.attributes)), comment: recipeOf(recording) });
    expect(attributes).toMatchObject({ rule: 'mdgl', seed: 1, mdgl: expect.stringMatching(/^\d/) });
    expect(Object.keys(metadata).sort()).toEqual(readdirSync(folder).filter((name) => name !== 'zarr.json').sort());
    for (const name of Object.keys(metadata)) expect(metadata[name]).toEqual(metadataOf(folder, name));
  });

  it('tells coordinates from other arrays, and names from numbers', async () => {
    const folder = join(newFolder(), 'recording');
    await writeZarr(folder, recording);
    expect(metadataOf(folder, 'credit').attributes.coordinates).toBe('neuronType beta');
    expect(metadataOf(folder, 'eligibility').attributes.coordinates).toBe('pre post fromInput weight');
    expect(metadataOf(folder, 'inputSpikes').attributes.coordinates).toBeUndefined();
    expect(metadataOf(folder, 'neuronType').attributes).toMatchObject({ flag_values: [0, 1, 2], flag_meanings: 'A_b B C' });
  });

  it('is cut into chunks of one trial, and a large trial into more', async () => {
    const folder = join(newFolder(), 'recording');
    const [steps, columns] = [20_000, 110];
    const large: NamedArray = {
      dims: ['trial', 'step', 'neuron'],
      shape: [1, steps, columns],
      data: new Float64Array(steps * columns).map((_, n) => n % 1000),
      unit: '1',
      description: '',
    };
    await writeZarr(folder, { ...recording, arrays: { membrane: large } as Recording['arrays'] });
    expect(metadataOf(folder, 'membrane').chunk_grid.configuration.chunk_shape).toEqual([1, steps, 100]);
    const { data } = await readBack(folder, 'membrane');
    expect(Buffer.from((data as Float64Array).buffer).equals(Buffer.from(large.data.buffer))).toBe(true);
  });
});

describe('the folder', () => {
  it('may be there if it is empty', async () => {
    const folder = newFolder();
    await writeZarr(folder, recording);
    expect(existsSync(join(folder, 'zarr.json'))).toBe(true);
  });

  const ALLOWED = 'allowed is a folder that can be written, or one to be made in such a folder';
  it.each<[title: string, prepare: (parent: string) => string, why: string]>([
    [
      'is not empty',
      (parent) => {
        writeFileSync(join(parent, 'mine'), '');
        return parent;
      },
      'is not empty; allowed is an empty folder, or one to be made in a folder that exists and can be written',
    ],
    ['is a file', (parent) => { writeFileSync(join(parent, 'mine'), ''); return join(parent, 'mine'); }, `is not a folder; ${ALLOWED}`],
    ['has no parent', (parent) => join(parent, 'a', 'b'), 'there is no folder '],
  ])('is refused where it %s, and nothing is written', async (_, prepare, why) => {
    const parent = newFolder();
    const folder = prepare(parent);
    const before = readdirSync(parent);
    await expect(writeZarr(folder, recording)).rejects.toThrow(InputError);
    await expect(writeZarr(folder, recording)).rejects.toThrow(`${folder}: ${why}`);
    expect(readdirSync(parent)).toEqual(before);
  });

  it.skipIf(!LINKS)('is refused where it is a link that leads nowhere', async () => {
    const folder = join(newFolder(), 'link');
    symlinkSync('none', folder);
    await expect(writeZarr(folder, recording)).rejects.toThrow(new InputError(`${folder}: is a link that leads nowhere; ${ALLOWED}`));
  });

  it('moves into an empty folder, which stays itself and keeps what systems put there, and into one behind a link', async () => {
    const parent = newFolder();
    const folder = join(parent, 'there');
    mkdirSync(folder);
    for (const name of ['.DS_Store', 'desktop.ini', 'Thumbs.db']) writeFileSync(join(folder, name), name);
    if (LINKS) symlinkSync('there', join(parent, 'link'));
    const { ino } = statSync(folder);
    await writeZarr(LINKS ? join(parent, 'link') : folder, recording);
    expect(statSync(folder).ino).toBe(ino);
    await writeZarr(join(parent, 'new'), recording);
    expect(readdirSync(folder).sort()).toEqual([...readdirSync(join(parent, 'new')), '.DS_Store', 'desktop.ini', 'Thumbs.db'].sort());
    expect(metadataOf(folder)).toEqual(metadataOf(join(parent, 'new')));
    expect(readdirSync(parent).sort()).toEqual([...(LINKS ? ['link'] : []), 'new', 'there']);
  });

  it('is refused, and leaves what is there, where another program fills the folder meanwhile', async () => {
    for (const there of [true, false]) {
      const folder = join(newFolder(), 'recording');
      if (there) mkdirSync(folder);
      const filling = fillFolder(folder, async (temporary) => {
        writeFileSync(join(temporary, 'zarr.json'), 'ours');
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'zarr.json'), 'theirs');
      });
      await expect(filling).rejects.toThrow(
        new InputError(`${folder}: is not empty; allowed is an empty folder, or one to be made in a folder that exists and can be written`)
      );
      expect(readFileSync(join(folder, 'zarr.json'), 'utf8')).toBe('theirs');
      expect([readdirSync(folder), readdirSync(join(folder, '..'))]).toEqual([['zarr.json'], ['recording']]);
    }
  });

  it('leaves nothing behind where writing fails half-way', async () => {
    const parent = newFolder();
    const folder = join(parent, 'recording');
    const failing = fillFolder(folder, async (temporary) => {
      mkdirSync(join(temporary, 'membrane'));
      writeFileSync(join(temporary, 'membrane', 'zarr.json'), '{}');
      expect(existsSync(folder)).toBe(false);
      throw new Error('the disk is full');
    });
    await expect(failing).rejects.toThrow('the disk is full');
    expect(readdirSync(parent)).toEqual([]);
  });
});
