import { InputError } from '../errors';
import type { TrainingSettings } from '../settings';
import type { CurvePoint } from './train';

/** When training ends before its last iteration. */
export type Criterion = NonNullable<TrainingSettings['stop']>;

/** Computes the mean error, 1 − accuracy, of validations of classes; NaN of none. */
export function meanError(validations: readonly Pick<CurvePoint, 'accuracy'>[]): number {
  return validations.reduce((sum, { accuracy }) => sum + 1 - accuracy!, 0) / validations.length;
}

/**
 * Tells whether training has come to its criterion: by the last validations; or by the last one, and then by further ones.
 * @param curve validations so far, at least one
 * @param validateFurther validates once more, on the n-th batch of its own
 * @throws InputError if the task has no classes
 */
export async function meetsCriterion(
  { errorBelow, validations, which }: Criterion, curve: readonly CurvePoint[], validateFurther: (n: number) => Promise<CurvePoint>
): Promise<boolean> {
  if (curve.some(({ accuracy }) => accuracy === null)) {
    throw new InputError('training.stop needs a task with classes; leave it out for a task of values');
  }
  const needed = which === 'last' ? validations : 1;
  if (curve.length < needed || meanError(curve.slice(-needed)) >= errorBelow) return false;
  if (which === 'last') return true;
  const further: CurvePoint[] = [];
  for (let n = 0; n < validations; n++) further.push(await validateFurther(n));
  return meanError(further) < errorBelow;
}
