/** An axis: the values at its two ends, and the step from tick to tick. */
export interface AxisRange {
  low: number;
  high: number;
  step: number;
}

/**
 * Finds a range that holds every value, with about five ticks at multiples of 1, 2 or 5 times a power of ten.
 *
 * Both ends are ticks, except that an end that `limits` names stays there unless a value lies beyond it: then the axis goes just as far as
 * that value (a band of mean ± sd may reach over an accuracy of 1).
 * @param steps about how many steps there should be from tick to tick
 * @example axisRange([0.1, 0.71], { low: 0 }) // { low: 0, high: 0.8, step: 0.2 }
 */
export function axisRange(values: readonly number[], limits: { low?: number; high?: number }, steps = 5): AxisRange {
  let [least, most] = [limits.low ?? Infinity, limits.high ?? -Infinity];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  if (!(most > least)) most = least + 1;
  const step = tickStep((most - least) / steps);
  return {
    low: limits.low === undefined ? clean(step * Math.floor(clean(least / step))) : least,
    high: limits.high === undefined ? clean(step * Math.ceil(clean(most / step))) : most,
    step,
  };
}

/**
 * Finds the axis of training iterations, from 0: it ends at a tick where the last point is nearly there (1990 of 2000), else at the last
 * point.
 * @example iterationRange([{ iteration: 1990 }], 4) // { low: 0, high: 2000, step: 500 }
 */
export function iterationRange(points: readonly { iteration: number }[], steps: number): AxisRange {
  const last = points.reduce((most, point) => Math.max(most, point.iteration), 0);
  const range = axisRange([last], { low: 0 }, steps);
  const high = last >= 0.95 * range.high ? range.high : Math.max(1, last);
  return { low: 0, high, step: Math.max(1, range.step) };
}

/**
 * Finds the values of the ticks: all multiples of the step from end to end.
 * @example ticks({ low: 0.42, high: 1, step: 0.2 }) // [0.6, 0.8, 1]
 */
export function ticks({ low, high, step }: AxisRange): number[] {
  const first = Math.ceil(clean(low / step));
  const count = Math.floor(clean(high / step)) - first + 1;
  return Array.from({ length: count }, (_, i) => clean((first + i) * step));
}

/** Finds the number of the form 1, 2 or 5 times a power of ten that is nearest above `rough`; powers are read from its decimal form. */
function tickStep(rough: number): number {
  const power = rough.toExponential().split('e')[1];
  return [1, 2, 5, 10].map((factor) => Number(`${factor}e${power}`)).find((step) => step >= clean(rough))!;
}

/** Takes away what rounding left behind: 0.7000000000000001 → 0.7. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}
