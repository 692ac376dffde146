import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFinished } from '../training/result-folder';
import { parseStudy, type StudyPoint } from './curves-csv';

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
