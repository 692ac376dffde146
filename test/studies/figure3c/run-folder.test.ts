import { createHash } from 'node:crypto';
import {
  appendFileSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { ruleOf } from '../../../src/core/rules';
import { settings } from '../../../src/core/settings';
import { parseRuns } from '../../../src/core/tables/runs-csv';
import { planOf } from '../../../src/core/training/plan';
import { begin } from '../../../src/core/training/train';
import { writeCheckpoint } from '../../../src/node/results/checkpoint';
import { readRunsForReplay } from '../../../src/studies/figure3c/replay';
import { figure3cStudy } from '../../../src/studies/figure3c/run-folder';
import { jobsOf } from '../../../src/studies/jobs/every-run';
import { isComplete } from '../../../src/studies/jobs/job';
import { newFolder } from '../../support/golden';

const tiny = settings('tiny', { training: { iterations: 10 } });
const plan = planOf({ preset: 'tiny', settings: tiny, rules: ['mdgl', 'bptt'], engine: 'reference', runs: 2 });

/** Saves all runs of a folder as if they had been trained. */
function saveAll(folder: string): void {
  for (const { path, checkpoint } of jobsOf(folder, plan)) {
    const progress = begin({ ...checkpoint, rule: ruleOf(checkpoint.rule) });
    progress.iteration = 10;
    for (const iteration of [0, 10]) progress.curve.push({ iteration, loss: 0.1 * checkpoint.seed, accuracy: 0.5, rateHz: 10 });
    writeCheckpoint(path, { ...checkpoint, seconds: 1.25, progress });
  }
}

async function completed(): Promise<string> {
  const folder = join(newFolder(), 'runs');
  figure3cStudy.open(folder, plan);
  saveAll(folder);
  await figure3cStudy.complete(folder, plan);
  return folder;
}

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));

describe('a folder of runs', () => {
  it('is made if its parent is there, and says first what it is for', () => {
    const folder = join(newFolder(), 'runs');
    expect(figure3cStudy.open(folder, plan)).toEqual({ complete: false });
    expect(manifestOf(folder)).toMatchObject({
      format: 'mdgl-runs/1',
      rules: ['mdgl', 'bptt'],
      seeds: [1, 2],
      iterations: 10,
      engine: 'reference',
    });
    expect(manifestOf(folder).files).toBeUndefined();
  });

  it('is not made in a folder that is not there, nor in place of a file', () => {
    const parent = newFolder();
    expect(() => figure3cStudy.open(join(parent, 'a', 'b'), plan)).toThrow(
      /b: there is no folder .*a; allowed is a folder that can be written/
    );
    writeFileSync(join(parent, 'file'), '');
    expect(() => figure3cStudy.open(join(parent, 'file'), plan)).toThrow(/file: is not a folder/);
    expect(readdirSync(parent)).toEqual(['file']);
  });

  it('is not opened where something else is, and nothing is written over', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'runs.csv'), 'mine');
    expect(() => figure3cStudy.open(folder, plan)).toThrow(InputError);
    expect(readdirSync(folder)).toEqual(['runs.csv']);
  });

  it('is opened where only hidden files, remains of a killed process and what systems put into folders are', () => {
    const folder = newFolder();
    for (const name of ['.gitignore', 'manifest.json.17-0.tmp', '.DS_Store', 'desktop.ini', 'Thumbs.db']) {
      writeFileSync(join(folder, name), '');
    }
    expect(figure3cStudy.open(folder, plan)).toEqual({ complete: false });
  });

  it.each(['mine.tmp', 'desktop.ini.txt', 'manifest.json.tmp'])('is not opened where something of the user is: %s', (name) => {
    const folder = newFolder();
    writeFileSync(join(folder, name), '');
    expect(() => figure3cStudy.open(folder, plan)).toThrow(
      `${folder}: is not empty, and has no manifest.json; give a new or an empty folder`
    );
    expect(readdirSync(folder)).toEqual([name]);
  });

  it.each([
    [
      'settings',
      planOf({ ...plan, settings: settings('tiny', { training: { iterations: 10, l1: 0.5 } }), runs: 2, feedback: undefined }),
      'settings.training.l1: 0.01 there, 0.5 here',
    ],
    [
      'iterations',
      planOf({ ...plan, settings: settings('tiny', { training: { iterations: 20 } }), runs: 2, feedback: undefined }),
      'settings.training.iterations: 10 there, 20 here',
    ],
    ['seeds', planOf({ ...plan, runs: 3, feedback: undefined }), 'seeds: [1,2] there, [1,2,3] here'],
    ['rules', planOf({ ...plan, rules: ['mdgl'], runs: 2, feedback: undefined }), 'rules: ["mdgl","bptt"] there, ["mdgl"] here'],
    ['engine', planOf({ ...plan, engine: 'wasm', runs: 2, feedback: undefined }), 'engine: "reference" there, "wasm" here'],
    ['version', { ...plan, mdgl: '9.9.9' }, `mdgl: "${plan.mdgl}" there, "9.9.9" here`],
    ['feedback', { ...plan, feedback: { mdgl: 'random', bptt: 'symmetric' } as const }, 'feedback.mdgl: "symmetric" there, "random" here'],
  ])('of other %s is refused, the difference named', (_, other, difference) => {
    const folder = join(newFolder(), 'runs');
    figure3cStudy.open(folder, plan);
    expect(() => figure3cStudy.open(folder, other)).toThrow(difference);
    expect(figure3cStudy.open(folder, plan)).toEqual({ complete: false });
  });

  it('is refused where its manifest is damaged', () => {
    const folder = join(newFolder(), 'runs');
    figure3cStudy.open(folder, plan);
    for (const [text, message] of [
      ['', 'line 1, column 1'],
      ['[1, 2', 'line 1, column 6'],
      ['null', 'of another kind'],
      ['{"format":"other"}', 'of another kind'],
    ]) {
      writeFileSync(join(folder, 'manifest.json'), text);
      expect(() => figure3cStudy.open(folder, plan)).toThrow(new RegExp(`manifest\\.json: .*${message}`));
    }
  });
});

describe('the runs of a folder', () => {
  it('come rule by rule as given, then seed by seed, as far as they are', () => {
    const folder = join(newFolder(), 'runs');
    figure3cStudy.open(folder, plan);
    const [first] = jobsOf(folder, plan);
    const progress = begin({ ...first.checkpoint, rule: ruleOf('mdgl') });
    writeCheckpoint(first.path, { ...first.checkpoint, progress });
    const jobs = jobsOf(folder, plan);
    expect(jobs.map(({ checkpoint: { rule, seed } }) => [rule, seed])).toEqual([['mdgl', 1], ['mdgl', 2], ['bptt', 1], ['bptt', 2]]);
    expect(jobs.map(({ checkpoint }) => checkpoint.progress?.iteration)).toEqual([0, undefined, undefined, undefined]);
    expect(jobs.map(isComplete)).toEqual([false, false, false, false]);
  });

  it('are refused where a checkpoint belongs to another', () => {
    const folder = join(newFolder(), 'runs');
    figure3cStudy.open(folder, plan);
    saveAll(folder);
    copyFileSync(join(folder, 'checkpoints', 'mdgl-1.json'), join(folder, 'checkpoints', 'mdgl-2.json'));
    expect(() => jobsOf(folder, plan)).toThrow(/mdgl-2\.json: this checkpoint is of another run \(seed: 1 there, 2 here\)/);
  });

  it('are refused where a checkpoint is damaged', () => {
    const folder = join(newFolder(), 'runs');
    figure3cStudy.open(folder, plan);
    saveAll(folder);
    appendFileSync(join(folder, 'checkpoints', 'bptt-1.json'), ' ');
    expect(() => jobsOf(folder, plan)).toThrow(/bptt-1\.json: this checkpoint is damaged/);
  });
});

describe('a complete folder', () => {
  it('holds the curves in order, the weights and a manifest with the SHA-256 of each, and no checkpoints', async () => {
    const folder = await completed();
    expect(readdirSync(folder).sort()).toEqual(['manifest.json', 'runs.csv', 'weights']);
    const runs = parseRuns(readFileSync(join(folder, 'runs.csv'), 'utf8'), 'runs.csv');
    expect(runs.map(({ rule, seed, iteration }) => `${rule} ${seed} ${iteration}`)).toEqual(
      ['mdgl 1 0', 'mdgl 1 10', 'mdgl 2 0', 'mdgl 2 10', 'bptt 1 0', 'bptt 1 10', 'bptt 2 0', 'bptt 2 10']);
    const { files, runs: times, node } = manifestOf(folder);
    expect(Object.keys(files)).toEqual(['runs.csv', ...['mdgl-1', 'mdgl-2', 'bptt-1', 'bptt-2'].map((run) => `weights/${run}.npz`)]);
    for (const [name, checksum] of Object.entries(files)) expect(sha256(join(folder, name))).toBe(checksum);
    expect(times[3]).toEqual({ rule: 'bptt', seed: 2, seconds: 1.3 });
    expect(node).toBe(process.version);
  });

  it('says so when it is opened again, and loses what a killed process left', async () => {
    const folder = await completed();
    mkdirSync(join(folder, 'checkpoints'));
    writeFileSync(join(folder, 'weights', 'mdgl-1.npz.1-2.tmp'), '');
    expect(figure3cStudy.open(folder, plan)).toEqual({ complete: true });
    expect(existsSync(join(folder, 'checkpoints'))).toBe(false);
    expect(readdirSync(join(folder, 'weights'))).toHaveLength(4);
  });

  it('keeps what is not ours, whatever it is called', async () => {
    const folder = await completed();
    const elsewhere = newFolder();
    writeFileSync(join(elsewhere, 'manifest.json.1-2.tmp'), '');
    if (process.platform !== 'win32') symlinkSync(elsewhere, join(folder, 'link'));
    for (const name of ['draft.tmp', 'old', 'old/runs.csv.1-2.tmp', 'runs.csv.3-0.tmp', 'checkpoints', 'weights/notes.1-2.tmp']) {
      if (/^(old|runs.csv.*|checkpoints)$/.test(name)) mkdirSync(join(folder, name));
      else writeFileSync(join(folder, name), '');
    }
    for (const name of ['notes.txt', 'mine.json', 'mdgl-1.json', 'mdgl-1.json.5-1.tmp']) {
      writeFileSync(join(folder, 'checkpoints', name), '');
    }
    const before = readdirSync(folder).sort();
    expect(figure3cStudy.open(folder, plan)).toEqual({ complete: true });
    expect(readdirSync(folder).sort()).toEqual(before);
    expect(readdirSync(join(folder, 'checkpoints')).sort()).toEqual(['mine.json', 'notes.txt']);
    expect(readdirSync(join(folder, 'old'))).toEqual(['runs.csv.1-2.tmp']);
    expect(readdirSync(join(folder, 'weights'))).toContain('notes.1-2.tmp');
    expect(readdirSync(elsewhere)).toEqual(['manifest.json.1-2.tmp']);
  });

  // Other systems take no such names.
  it.skipIf(process.platform !== 'linux')('keeps files whose names are not UTF-8', async () => {
    const folder = await completed();
    const name = Buffer.from('caf\u00e9.tmp', 'latin1');
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), name]), 'mine');
    expect(figure3cStudy.open(folder, plan)).toEqual({ complete: true });
    expect(readdirSync(folder, { encoding: 'buffer' }).some((entry) => entry.equals(name))).toBe(true);
  });

  it('is refused by the name of a file that is damaged or missing', async () => {
    const folder = await completed();
    appendFileSync(join(folder, 'weights', 'mdgl-2.npz'), ' ');
    expect(() => figure3cStudy.open(folder, plan)).toThrow(/mdgl-2\.npz: was changed or damaged/);
    rmSync(join(folder, 'runs.csv'));
    expect(() => figure3cStudy.open(folder, plan)).toThrow(/runs\.csv: is missing/);
  });

  it('that was changed is replayed all the same, unless its table cannot be read', async () => {
    const folder = await completed();
    const table = join(folder, 'runs.csv');
    expect(readRunsForReplay(folder)).toMatchObject({ damage: undefined });
    writeFileSync(table, readFileSync(table, 'utf8').replace(',0.5,', ',0.25,'));
    expect(readRunsForReplay(folder).damage).toMatch(/runs\.csv: was changed or damaged, .*; restore it from a copy, or make/);
    appendFileSync(table, 'x');
    expect(() => readRunsForReplay(folder)).toThrow(/runs\.csv: was changed or damaged, .*; restore it from a copy, or make/);
  });

  it('has the same bytes if all is written once more', async () => {
    const [once, again] = [await completed(), await completed()];
    expect(manifestOf(once).files).toEqual(manifestOf(again).files);
  });
});
