import type { DrawnNumbers } from 'mdgl/browser';
import type { PageState } from './address';

/** Presets with stored runs, which are not part of the page. */
const WITH_RUNS = ['delayed-match', 'pattern-generation', 'store-recall'];

/** Returns the stored curves of what is trained; undefined if there are none, or the settings differ. */
export async function storedRuns({ preset, changes }: PageState): Promise<DrawnNumbers | undefined> {
  if (!WITH_RUNS.includes(preset) || Object.keys(changes).length > 0) return undefined;
  return (await import('./stored-curves')).storedCurvesOf(preset);
}
