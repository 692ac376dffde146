import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StudyPoint } from '../../src/experiments/curves-csv';
import { readKnockoutStudy, STUDY } from '../../src/experiments/stored-study';
import { readStoredRuns } from '../../src/figures/stored-runs';
import { readManifest } from '../../src/training/result-folder';

const DATA = join(__dirname, '..', '..', 'data');
const FOLDER = join(DATA, 'knockout');

describe.skipIf(!existsSync(FOLDER))('the stored study', () => {
  let read: StudyPoint[] | undefined;
  const points = () => read ??= readKnockoutStudy(FOLDER);

  it('is whole: five seeds, four pairs, from 0 and from 300, 2000 iterations each', () => {
    expect(readManifest(FOLDER, STUDY)).toMatchObject({ plan: { preset: 'figure3c', rule: 'mdgl', seeds: [1, 2, 3, 4, 5], from: [0, 300], settings: { training: { iterations: 2000 } } } });
    const runs = new Set(points().map(({ pair, from, seed }) => `${pair} ${from} ${seed}`));
    expect(runs.size).toBe(5 + 5 * 4 * 2);
    expect(points()).toHaveLength(201 * runs.size);
  });

  it('has the untouched runs of Figure 3C, digit for digit', () => {
    const plain = ({ seed, iteration, loss, accuracy, rateHz }: { seed: number; iteration: number; loss: number; accuracy: number; rateHz: number }) => ({ seed, iteration, loss, accuracy, rateHz });
    const figure3c = readStoredRuns(join(DATA, 'figure3c')).filter(({ rule }) => rule === 'mdgl');
    expect(points().filter(({ curve }) => curve === 'untouched').map(plain)).toEqual(figure3c.map(plain));
  });

  it('has changed runs that are the untouched ones up to where the silence begins, and others after it', () => {
    const losses = (pair: string | null, from: number | null, seed: number) => points().filter((point) => point.pair === pair && point.from === from && point.seed === seed).map(({ loss }) => loss);
    for (const seed of [1, 2, 3, 4, 5]) {
      const untouched = losses(null, null, seed);
      for (const pair of ['E>E', 'E>I', 'I>E', 'I>I']) {
        for (const from of [0, 300]) expect(losses(pair, from, seed).findIndex((loss, n) => loss !== untouched[n])).toBe(from / 10 + 1);
      }
    }
  });
});
