import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settings } from '../../../src/core/settings';
import type { RunPoint } from '../../../src/core/tables/runs-csv';
import { writeCheckpoint } from '../../../src/node/results/checkpoint';
import { completeFolder, readManifest } from '../../../src/node/results/result-folder';
import { readStoredRuns } from '../../../src/studies/figure3c/stored-runs';
import { formatStudy, type StudyPoint } from '../../../src/studies/knockout/curves-csv';
import { knockoutPlanOf, type KnockoutChoices } from '../../../src/studies/knockout/plan';
import { curvesBefore, knockoutStudy, readKnockoutStudy, STUDY } from '../../../src/studies/knockout/stored';
import { newFolder } from '../../support/golden';

const DATA = join(__dirname, '..', '..', '..', 'data');
const FOLDER = join(DATA, 'knockout');
const OTHERS = ['E>I,I>E,I>I', 'random:0.66'];

describe.skipIf(!existsSync(FOLDER))('the stored study', () => {
  let read: StudyPoint[] | undefined;
  const points = () => read ??= readKnockoutStudy(FOLDER);

  it('is whole: five seeds, four pairs, from 0 and from 300, what else is silent from 0, 2000 iterations each', () => {
    expect(readManifest(FOLDER, STUDY)).toMatchObject({
      plan: {
        preset: 'figure3c',
        rule: 'mdgl',
        seeds: [1, 2, 3, 4, 5],
        from: [0, 300],
        silences: OTHERS,
        settings: { training: { iterations: 2000 } },
      },
    });
    const runs = new Set(points().map(({ pair, from, seed }) => `${pair} ${from} ${seed}`));
    expect(runs.size).toBe(5 + 5 * 4 * 2 + 5 * 2);
    expect(points()).toHaveLength(201 * runs.size);
  });

  it('has the untouched runs of Figure 3C, digit for digit', () => {
    const plain = ({ seed, iteration, loss, accuracy, rateHz }: RunPoint) => ({ seed, iteration, loss, accuracy, rateHz });
    const figure3c = readStoredRuns(join(DATA, 'figure3c')).filter(({ rule }) => rule === 'mdgl');
    expect(points().filter(({ curve }) => curve === 'untouched').map(plain)).toEqual(figure3c.map(plain));
  });

  it('has changed runs that are the untouched ones up to where the silence begins, and others after it', () => {
    const losses = (pair: string | null, from: number | null, seed: number) =>
      points()
        .filter((point) => point.pair === pair && point.from === from && point.seed === seed)
        .map(({ loss }) => loss);
    for (const seed of [1, 2, 3, 4, 5]) {
      const untouched = losses(null, null, seed);
      for (const pair of ['E>E', 'E>I', 'I>E', 'I>I']) {
        for (const from of [0, 300]) expect(losses(pair, from, seed).findIndex((loss, n) => loss !== untouched[n])).toBe(from / 10 + 1);
      }
      for (const silence of OTHERS) expect(losses(silence, 0, seed).findIndex((loss, n) => loss !== untouched[n])).toBe(1);
    }
  });
});

describe('a finished study', () => {
  const choices: KnockoutChoices = { preset: 'tiny', settings: settings('tiny'), rule: 'mdgl', engine: 'wasm', from: [0], runs: 1 };
  const plan = knockoutPlanOf(choices);
  const more = knockoutPlanOf({ ...choices, silences: ['random:0.5'] });
  const most = knockoutPlanOf({ ...choices, silences: ['random:0.5', 'E>I,I>E'] });
  const point = (iteration: number): StudyPoint => ({
    curve: 'untouched',
    pair: null,
    from: null,
    rule: 'mdgl',
    seed: 1,
    iteration,
    loss: 0.1 + 0.2,
    accuracy: 0.5,
    rateHz: 12,
  });
  const points = [point(0), point(10)];
  const finished = () => {
    const folder = newFolder();
    expect(knockoutStudy.open(folder, plan)).toEqual({ complete: false });
    completeFolder(folder, STUDY, { 'runs.csv': formatStudy(points) });
    return folder;
  };
  const bytes = (folder: string) => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);

  it('is complete, and goes on if only silences are missing', () => {
    const folder = finished();
    expect(knockoutStudy.open(folder, plan)).toEqual({ complete: true });
    expect(curvesBefore(folder)).toEqual([]);
    // as often as it is killed
    for (const _ of [1, 2]) {
      expect(knockoutStudy.open(folder, more)).toEqual({ complete: false });
      expect(curvesBefore(folder)).toEqual(points);
    }
    expect(() => knockoutStudy.open(folder, plan)).toThrow(/plan\.silences: \["random:0\.5"\] there, nothing here/);
    expect(() => knockoutStudy.open(folder, most)).toThrow(/plan\.silences: \["random:0\.5"\] there, \["E>I,I>E","random:0\.5"\] here/);
    completeFolder(folder, STUDY, { 'runs.csv': formatStudy([...points, point(20)]) });
    expect(knockoutStudy.open(folder, more)).toEqual({ complete: true });
    expect(readdirSync(folder).sort()).toEqual(['manifest.json', 'runs.csv']);
    expect(knockoutStudy.open(folder, most)).toEqual({ complete: false });
    expect(curvesBefore(folder)).toHaveLength(3);
  });

  it('is complete as it was if it is killed before it says that it goes on', () => {
    const folder = finished();
    const before = bytes(folder);
    mkdirSync(join(folder, 'checkpoints'));
    writeCheckpoint(join(folder, 'checkpoints', 'stored.json'), { points });
    expect(knockoutStudy.open(folder, plan)).toEqual({ complete: true });
    expect(bytes(folder)).toEqual(before);
  });

  it('is left as it is by a study that is otherwise different too, or lacks what is there', () => {
    const folder = finished();
    const before = bytes(folder);
    expect(() => knockoutStudy.open(folder, knockoutPlanOf({ ...choices, runs: 2, silences: ['random:0.5'] }))).toThrow(
      /plan\.seeds: \[1\] there, \[1,2\] here/
    );
    expect(() => knockoutStudy.open(folder, knockoutPlanOf({ ...choices, from: [5], silences: ['random:0.5'] }))).toThrow(
      /plan\.from: \[0\] there, \[5\] here/
    );
    expect(bytes(folder)).toEqual(before);
    knockoutStudy.open(folder, more);
    completeFolder(folder, STUDY, { 'runs.csv': formatStudy(points) });
    const others = knockoutPlanOf({ ...choices, silences: ['random:0.6', 'E>I,I>E'] });
    expect(() => knockoutStudy.open(folder, others)).toThrow(/plan\.silences: \["random:0\.5"\] there, \["E>I,I>E","random:0\.6"\] here/);
    expect(knockoutStudy.open(folder, more)).toEqual({ complete: true });
  });
});
