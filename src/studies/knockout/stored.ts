import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCheckpoint, writeCheckpoint } from '../../node/results/checkpoint';
import { differences } from '../../core/training/plan';
import { claimFolder, openFolder, readFinished, readManifest, type Manifest } from '../../node/results/result-folder';
import { parseStudy, type StudyPoint } from './curves-csv';
import type { KnockoutPlan } from './plan';

/** What the manifest of a study calls itself; its curves are in runs.csv. */
export const STUDY = 'mdgl-knockout-study/1';

/**
 * The curves of a stored knock-out study, untouched and changed.
 * @throws InputError if the folder is missing, unfinished, damaged, or holds something else
 * @example
 * readKnockoutStudy('data/knockout').filter(({ curve }) => curve === 'untouched').length // 1005: 5 runs, validated 201 times
 */
export function readKnockoutStudy(folder: string): StudyPoint[] {
  readFinished(folder, STUDY);
  const path = join(folder, 'runs.csv');
  return parseStudy(readFileSync(path, 'utf8'), path);
}

/**
 * Opens a folder for a study, and says in it what it is. A finished study that lacks some of the silences goes on: its
 * curves stand with the checkpoints, until all is there.
 * @returns whether all is there already
 * @throws InputError as `openFolder`
 */
export function openKnockoutStudy(folder: string, plan: KnockoutPlan): { complete: boolean } {
  const before = readManifest<Manifest & { readonly plan: KnockoutPlan }>(folder, STUDY);
  if (before?.files && lacksOnlySilences(before.plan, plan)) {
    openFolder(folder, STUDY, { plan: before.plan });
    const points = readKnockoutStudy(folder);
    mkdirSync(join(folder, 'checkpoints'), { recursive: true });
    writeCheckpoint(storedIn(folder), { points });
  } else if (openFolder(folder, STUDY, { plan }).complete) return { complete: true };
  claimFolder(folder, STUDY, { plan });
  return { complete: false };
}

/** The curves that a study in an open folder goes on from; none if it began with nothing. */
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
