import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';

/**
 * e^x and the natural logarithm with the same digits on every platform.
 * ECMAScript leaves the last digits of Math.exp and Math.log to the engine, so inside a run only these are used.
 * Math.sqrt and + − × ÷ are exact by IEEE 754 and need no substitute.
 */
export { exp, ln };
