import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import sin from '@stdlib/math-base-special-sin';

/**
 * e^x, the natural logarithm and the sine with the same digits on every platform.
 * ECMAScript leaves the last digits of Math.exp, Math.log and Math.sin to the engine, so inside a run only these are used.
 * Math.sqrt and + − × ÷ are exact by IEEE 754 and need no substitute.
 */
export { exp, ln, sin };

/** Computes tanh x, with an absolute error of 2e-16 at most. */
export function tanh(x: number): number {
  return 1 - 2 / (1 + exp(2 * x));
}
