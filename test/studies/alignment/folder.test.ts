import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { referenceEngine } from '../../../src/core/engine/reference/reference';
import { InputError } from '../../../src/core/errors';
import { writeCheckpoint } from '../../../src/node/results/checkpoint';
import { alignmentStudy, readAlignment } from '../../../src/studies/alignment/folder';
import type { Measurement } from '../../../src/studies/alignment/measurement';
import { jobsOf } from '../../../src/studies/jobs/every-run';
import { measurementsOf } from '../../../src/studies/jobs/measure-along';
import { newFolder } from '../../support/golden';
import { beginPath, measureInitial, smallPlan } from './small-study';

let measured: Measurement;
beforeAll(async () => { measured = await measureInitial(referenceEngine()); });

const FILES = ['alignment.csv', 'gamma.csv', 'manifest.json', 'means.csv', 'modulation.csv', 'rates.csv', 'runs.csv', 'survival.csv'];
const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));

/** Saves all paths of a folder as if they had been recorded. */
function saveAll(folder: string): void {
  for (const { path, checkpoint } of jobsOf(folder, smallPlan)) {
    const progress = beginPath(checkpoint.rule, checkpoint.seed);
    progress.iteration = 6;
    for (const iteration of [0, 3, 6]) progress.curve.push({ iteration, loss: 0.5, accuracy: 0.5, rateHz: 10 });
    for (const iteration of [0, 4, 6]) progress.measurements!.push({ ...measured, iteration });
    writeCheckpoint(path, { ...checkpoint, seconds: 1.25, progress });
  }
}

async function completed(): Promise<string> {
  const folder = join(newFolder(), 'study');
  alignmentStudy.open(folder, smallPlan);
  saveAll(folder);
  await alignmentStudy.complete(folder, smallPlan);
  return folder;
}

describe('a folder of a study', () => {
  it('says first what it is for, then lists its files with their checksums', async () => {
    const folder = join(newFolder(), 'study');
    expect(alignmentStudy.open(folder, smallPlan)).toEqual({ complete: false });
    expect(manifestOf(folder)).toMatchObject({
      format: 'mdgl-alignment/1',
      rules: ['bptt', 'mdgl'],
      seeds: [1],
      every: 4,
      engine: 'reference',
      settings: { training: { iterations: 6 } },
    });
    expect(manifestOf(folder).files).toBeUndefined();
    expect(() => readAlignment(folder)).toThrow('holds no finished results');
    saveAll(folder);
    await alignmentStudy.complete(folder, smallPlan);
    expect(readdirSync(folder).sort()).toEqual(FILES);
    const { files, runs } = manifestOf(folder);
    expect(Object.keys(files).sort()).toEqual(FILES.filter((name) => name !== 'manifest.json'));
    for (const [name, checksum] of Object.entries(files)) {
      const bytes = readFileSync(join(folder, name));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(checksum);
    }
    expect(runs).toEqual([{ path: 'bptt', seed: 1, seconds: 1.3 }, { path: 'mdgl', seed: 1, seconds: 1.3 }]);
  });

  it('knows which paths are recorded, and keeps their measurements from one call to the next', () => {
    const folder = join(newFolder(), 'study');
    alignmentStudy.open(folder, smallPlan);
    const [job] = jobsOf(folder, smallPlan);
    expect([alignmentStudy.isDone(job), measurementsOf(job)]).toEqual([false, []]);
    saveAll(folder);
    expect(alignmentStudy.open(folder, smallPlan)).toEqual({ complete: false });
    const jobs = jobsOf(folder, smallPlan);
    expect(jobs.map(alignmentStudy.isDone)).toEqual([true, true]);
    expect(measurementsOf(jobs[0])[1]).toEqual({ ...measured, iteration: 4 });
  });

  it('is read as it was written', async () => {
    const { manifest, tables } = readAlignment(await completed());
    expect(manifest.candidates).toEqual(smallPlan.candidates);
    expect(tables.means).toHaveLength(2 * 3 * 4);
    expect(tables.alignment.filter((row) => row.path === 'mdgl' && row.iteration === 4)).toHaveLength(7 * 9);
  });

  it('is complete, opened again with the same plan, and refused with another, which is named', async () => {
    const folder = await completed();
    expect(alignmentStudy.open(folder, smallPlan)).toEqual({ complete: true });
    expect(() => alignmentStudy.open(folder, { ...smallPlan, every: 5 })).toThrow(
      /holds results made otherwise \(every: 4 there, 5 here\); give another folder/
    );
    expect(() => alignmentStudy.open(folder, { ...smallPlan, seeds: [1, 2] })).toThrow('seeds: [1] there, [1,2] here');
  });

  it('is refused where a file was changed or is missing', async () => {
    const changed = await completed();
    appendFileSync(join(changed, 'means.csv'), 'bptt,1,0,E,E,1,1\n');
    for (const open of [() => alignmentStudy.open(changed, smallPlan), () => readAlignment(changed)]) {
      expect(open).toThrow(/means\.csv: was changed or damaged/);
    }
    const missing = await completed();
    rmSync(join(missing, 'gamma.csv'));
    expect(() => readAlignment(missing)).toThrow(/gamma\.csv: is missing/);
  });

  it('is not made of a folder that holds something else', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'mine.txt'), '');
    expect(() => alignmentStudy.open(folder, smallPlan)).toThrow(InputError);
    writeFileSync(join(folder, 'manifest.json'), '{"format":"mdgl-runs/1","code":[]}');
    expect(() => alignmentStudy.open(folder, smallPlan)).toThrow('allowed is a manifest of format mdgl-alignment/1');
    expect(() => readAlignment(join(folder, 'none'))).toThrow('none: holds no finished results');
    expect(readdirSync(folder)).toEqual(['manifest.json', 'mine.txt']);
  });
});
