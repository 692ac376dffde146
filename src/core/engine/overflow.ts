import type { LessonResult } from './engine';

/**
 * Tells what of a result is not finite, in words; undefined if all is. The loss may well be finite where a gradient is not.
 * @example
 * overflowOf(await engine.learn(lesson)) // 'the gradient of recurrent[3][7] is Infinity'
 */
export function overflowOf({ loss, gradients: { bias, ...matrices } }: LessonResult): string | undefined {
  if (!Number.isFinite(loss)) return `the loss is ${loss}`;
  for (const [name, matrix] of Object.entries({ ...matrices, bias: [bias] })) {
    for (const [r, row] of matrix.entries()) {
      const c = row.findIndex((value) => !Number.isFinite(value));
      if (c >= 0) return `the gradient of ${name}${name === 'bias' ? '' : `[${r}]`}[${c}] is ${row[c]}`;
    }
  }
  return undefined;
}
