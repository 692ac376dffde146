/** Numbers as they are drawn: each divided by a power of ten that the figure names. */
interface Scaled {
  /** Series by series, to 5 significant digits. */
  series: number[][];
  /** What a heading says of it, `, in 10⁻⁴`; empty for 1. */
  unit: string;
  /** What each was multiplied by. */
  factor: number;
}

/**
 * Divides series that share an axis by a power of ten, so that ticks are short: the largest value is then from 1 to 1000.
 * @example scaled([[0, 0.00025]]) // { series: [[0, 2.5]], unit: ', in 10⁻⁴', factor: 10000 }
 */
export function scaled(series: readonly ArrayLike<number>[]): Scaled {
  const largest = series.reduce((most, values) => Array.from(values).reduce((a, b) => Math.max(a, Math.abs(b)), most), 0);
  const exponent = largest === 0 ? 0 : Math.floor(Math.log10(largest));
  const power = exponent < -1 || exponent > 2 ? exponent : 0;
  const factor = Number(`1e${-power}`);
  return {
    series: series.map((values) => Array.from(values, (value) => Number((value * factor).toPrecision(5)))),
    unit: power === 0 ? '' : `, in 10${superscript(power)}`,
    factor,
  };
}

/** @example superscript(-12) // '⁻¹²' */
export function superscript(value: number): string {
  return String(value).replace(/./g, (character) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(character)] ?? '⁻');
}
