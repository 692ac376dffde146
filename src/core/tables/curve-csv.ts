import type { CurvePoint } from '../training/train';
import { formatRows } from './format-rows';

/** Writes a learning curve as `mdgl train` does: a table of iteration, loss, accuracy, rateHz. */
export function formatCurve(curve: readonly CurvePoint[]): string {
  return formatRows(['iteration', 'loss', 'accuracy', 'rateHz'], curve);
}
