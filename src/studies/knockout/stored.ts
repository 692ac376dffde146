import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from '../../core/training/plan';
import { readCheckpoint, writeCheckpoint } from '../../node/results/checkpoint';
import { claimFolder, completeFolder, openFolder, readFinished, readManifest, type Manifest } from '../../node/results/result-folder';
import { isComplete } from '../jobs/job';
import type { Study } from '../jobs/study';
import { formatStudy, parseStudy, type StudyPoint } from './curves-csv';
import type { KnockoutPlan } from './plan';
import { iterationsOf, jobsOfStage, labelOf, pointsOf, stagesOf } from './runs';

/** What the manifest of a study calls itself; its curves are in runs.csv. */
export const STUDY = 'mdgl-knockout-study/1';

/**
 * Reads the curves of a stored knock-out study, untouched and changed.
 * @throws InputError if the folder is missing, unfinished, damaged, or holds something else
 * @example readKnockoutStudy('data/knockout').filter(({ curve }) => curve === 'untouched').length // 1005: 5 runs, validated 201 times
 */
export function readKnockoutStudy(folder: string): StudyPoint[] {
  readFinished(folder, STUDY);
  const path = join(folder, 'runs.csv');
  return parseStudy(readFileSync(path, 'utf8'), path);
}

/** The study of runs in which something is silent, beside the untouched ones. */
export const knockoutStudy: Study<KnockoutPlan> = {
  each: 'run',
  /** A finished study that lacks some of the silences goes on: its curves stand with the checkpoints, until all is there. */
  open(folder, plan) {
    const before = readManifest<Manifest & { readonly plan: KnockoutPlan }>(folder, STUDY);
    if (before?.files && lacksOnlySilences(before.plan, plan)) {
      openFolder(folder, STUDY, { plan: before.plan });
      const points = readKnockoutStudy(folder);
      mkdirSync(join(folder, 'checkpoints'), { recursive: true });
      writeCheckpoint(storedIn(folder), { points });
    } else if (openFolder(folder, STUDY, { plan }).complete) return { complete: true };
    claimFolder(folder, STUDY, { plan });
    return { complete: false };
  },
  *stages(folder, plan) {
    const before = curvesBefore(folder);
    for (const stage of stagesOf(plan)) yield jobsOfStage(folder, plan, stage, before);
  },
  iterationsOf: (folder, plan) => iterationsOf(plan, curvesBefore(folder)),
  isDone: isComplete,
  nameOf: (job) => labelOf((job as ReturnType<typeof jobsOfStage>[number]).checkpoint),
  inLines(folder, { settings, rule, seeds, pairs, from, silences = [] }) {
    const others = silences.map((silence) => `; ${silence} silent from 0`).join('');
    const silent = `each of ${pairs.length} pairs silent from ${from.join(' and from ')}${others}`;
    return [
      `${rule}, seeds ${seeds.join(', ')}: untouched, and ${silent}, ${settings.training.iterations} iterations, into ${folder}`,
      ...(curvesBefore(folder).length > 0 ? ['what is stored already is kept; the rest is trained'] : []),
    ];
  },
  complete(folder, plan) {
    completeFolder(folder, STUDY, { 'runs.csv': formatStudy(pointsOf(folder, plan, curvesBefore(folder))) });
  },
};

/** Reads the curves that a study in an open folder goes on from; none if it began with nothing. */
export function curvesBefore(folder: string): StudyPoint[] {
  return readCheckpoint<{ readonly points: StudyPoint[] }>(storedIn(folder))?.points ?? [];
}

function storedIn(folder: string): string {
  return join(folder, 'checkpoints', 'stored.json');
}

function lacksOnlySilences(there: KnockoutPlan, here: KnockoutPlan): boolean {
  const [fewer = [], more = []] = [there.silences, here.silences];
  return fewer.length < more.length && fewer.every((silence) => more.includes(silence))
    && differences({ ...there, silences: more }, here).length === 0;
}
