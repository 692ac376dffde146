import { InputError } from '../core/errors';

/** The part of a trial that is drawn: steps `from` … `to` − 1. */
export interface TimeWindow {
  from?: number;
  to?: number;
}

/** Of the largest value: what is smaller cannot be seen. */
const VISIBLE = 0.01;
/** From the beginning of the window to what can be seen, and to what the beginning is rounded, ms. */
const LEAD = 50;

/**
 * Finds the window in full: to the end of the trial, from its beginning or, where that depends on what is shown, from shortly
 * before it can be seen.
 * @param steps of the trial
 * @param shown what is to be seen, one number a step each
 * @throws InputError if it is not within the trial
 * @example fullWindow({ from: 50 }, 120) // { from: 50, to: 120 }
 */
export function fullWindow({ from: begin, to }: TimeWindow, steps: number, shown: readonly Float64Array[] = []): Required<TimeWindow> {
  const end = to ?? steps;
  const from = begin ?? Math.max(0, LEAD * Math.floor((firstVisible(shown, end) - LEAD) / LEAD));
  if (Number.isInteger(from) && Number.isInteger(end) && from >= 0 && from < end && end <= steps) return { from, to: end };
  throw new InputError(`from ${from} to ${end}; allowed are whole numbers with 0 ≤ from < to ≤ ${steps}, the steps of the trial`);
}

/** Finds the first step at which any series reaches a hundredth of the largest value of all; 0 if there is none. */
function firstVisible(shown: readonly Float64Array[], end: number): number {
  const sizes = shown.map((values) => values.subarray(0, Math.max(0, end)).map(Math.abs));
  const largest = sizes.reduce((most, values) => values.reduce((a, b) => Math.max(a, b), most), 0);
  const first = sizes.map((values) => values.findIndex((size) => size >= VISIBLE * largest)).filter((t) => t >= 0);
  return largest === 0 ? 0 : Math.min(...first);
}
