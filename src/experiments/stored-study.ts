import { parseStudy, type StudyPoint } from './curves-csv';
import { readTable } from './experiment-folder';

/** What the manifest of a study calls itself. */
export const STUDY = 'mdgl-knockout-study/1';

/**
 * The curves of a stored knock-out study, untouched and changed.
 * @throws InputError if the folder is missing, unfinished, damaged, or holds something else
 * @example
 * readKnockoutStudy('data/knockout').filter(({ curve }) => curve === 'untouched').length // 1005: 5 runs, validated 201 times
 */
export function readKnockoutStudy(folder: string): StudyPoint[] {
  return readTable(folder, STUDY, parseStudy);
}
