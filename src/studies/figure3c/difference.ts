import type { RunPoint } from '../../core/tables/runs-csv';
import type { CurvePoint } from '../../core/training/train';

/** Tells in words where a point differs from the stored one; undefined if they are equal in every digit. */
export function differenceOf(stored: RunPoint | undefined, now: CurvePoint): string | undefined {
  if (!stored) return `iteration ${now.iteration} is not stored`;
  for (const field of ['loss', 'accuracy', 'rateHz'] as const) {
    if (stored[field] !== now[field]) {
      return `first difference at iteration ${now.iteration}: ${field} ${stored[field]} stored, ${now[field]} now`;
    }
  }
  return undefined;
}
