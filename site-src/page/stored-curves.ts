import { drawnNumbers, parseRuns, type DrawnNumbers } from 'mdgl/browser';
import { carriedOn } from '../../src/studies/curves/stopped';

/** Fetches the stored runs of a preset, and computes their curves. Loaded when they are wanted. */
export async function storedCurvesOf(preset: string): Promise<DrawnNumbers | undefined> {
  const response = await fetch(`data/${preset}/runs.csv`);
  return response.ok ? drawnNumbers(carriedOn(parseRuns(await response.text(), `data/${preset}/runs.csv`)), []) : undefined;
}
