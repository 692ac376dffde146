import { describe, expect, it } from 'vitest';
import { balancedWeights, initialWeights } from '../../../src/core/network/initial-weights';
import type { Matrix } from '../../../src/core/network/matrix';
import { spectralRadius } from '../../../src/core/network/spectral-radius';
import { normal, stream } from '../../../src/core/random';
import { randomFeedback } from '../../../src/core/rules/feedback/random';
import { settings } from '../../../src/core/settings';

const figure3c = settings('figure3c');
const nonzero = (matrix: Matrix) => matrix.flatMap((row) => [...row]).filter((w) => w !== 0);
const columnSums = (matrix: Matrix) => matrix[0].map((_, p) => matrix.reduce((sum, row) => sum + row[p], 0));
const signs = (excitatory: number, inhibitory: number) => Int8Array.from([...Array(inhibitory).fill(-1), ...Array(excitatory).fill(1)]);

describe('a balanced matrix, before it is masked', () => {
  const balanced = balancedWeights(stream(1, 'benchmark'), signs(81, 19));

  it('has columns that sum to 0', () => {
    for (const sum of columnSums(balanced)) expect(Math.abs(sum)).toBeLessThan(1e-12);
  });

  it('has spectral radius 1', () => {
    expect(spectralRadius(balanced)).toBeCloseTo(1, 12);
  });

  it('has the sign of the row everywhere, and no zero', () => {
    balanced.forEach((row, q) => expect(row.every((w) => Math.sign(w) === (q < 19 ? -1 : 1))).toBe(true));
  });

  it('has inhibitory weights larger by the excess of excitatory neurons', () => {
    const mean = (rows: Matrix) => nonzero(rows).reduce((a, b) => a + Math.abs(b), 0) / nonzero(rows).length;
    expect(mean(balanced.slice(0, 19)) / mean(balanced.slice(19))).toBeCloseTo(81 / 19, 8);
  });

  it('is made of half-normal magnitudes', () => {
    // all of one sign, so that only their scale is changed
    const magnitudes = balancedWeights(stream(1, 'benchmark'), new Int8Array(150).fill(1)).flatMap((row) => [...row]);
    const mean = (of: (w: number) => number) => magnitudes.reduce((sum, w) => sum + of(w), 0) / magnitudes.length;
    const sd = Math.sqrt(mean((w) => w * w));
    expect(mean((w) => w) / sd).toBeCloseTo(Math.sqrt(2 / Math.PI), 2);
    // P(|x| < 1) and P(|x| < 2) of a normal x
    expect(mean((w) => Number(w < sd))).toBeCloseTo(0.6827, 2);
    expect(mean((w) => Number(w < 2 * sd))).toBeCloseTo(0.9545, 2);
  });

  it('adds the same to each row of the weaker side of a column', () => {
    // Two rows, one of each sign: in each column the smaller magnitude becomes the larger one.
    const [inhibitory, excitatory] = balancedWeights(stream(1, 'benchmark'), signs(1, 1));
    expect(excitatory[0]).toBeCloseTo(-inhibitory[0], 14);
    expect(excitatory[1]).toBeCloseTo(-inhibitory[1], 14);
  });

  it('scales inhibition as a whole to excitation, before any column is balanced', () => {
    // magnitudes as drawn, row by row: inhibitory a, b, then excitatory c, d
    const from = stream(1, 'benchmark');
    const [a, b, c, d] = Array.from({ length: 4 }, () => Math.abs(normal(from)));
    const scale = (c + d) / (a + b);
    const [first, second] = [Math.max(a * scale, c), Math.max(b * scale, d)];
    // (−first, −second; first, second) has the eigenvalues 0 and second − first
    const radius = Math.abs(second - first);
    const weights = balancedWeights(stream(1, 'benchmark'), signs(1, 1));
    [[-first, -second], [first, second]].forEach((row, q) => row.forEach((w, p) => expect(weights[q][p]).toBeCloseTo(w / radius, 9)));
    expect(Math.abs(scale - 1)).toBeGreaterThan(0.1);
  });

  it('where all are excitatory, or all inhibitory, only has its spectral radius set', () => {
    for (const sign of [1, -1]) {
      const same = balancedWeights(stream(1, 'benchmark'), new Int8Array(10).fill(sign));
      expect(spectralRadius(same)).toBeCloseTo(1, 12);
      expect(nonzero(same).every((w) => w * sign > 0)).toBe(true);
    }
  });
});

describe('initial weights of Figure 3C', () => {
  const { weights, inputSigns, neuronSigns } = initialWeights(figure3c, 1);

  it('are, where connected, the entries of the balanced matrix of their seed', () => {
    const balanced = balancedWeights(stream(1, 'recurrent weights'), neuronSigns);
    weights.recurrent.forEach((row, q) => row.forEach((w, p) => expect(w === 0 || w === balanced[q][p]).toBe(true)));
    expect(nonzero(weights.recurrent).length).toBeGreaterThan(900);
  });

  it('have 81 excitatory neurons after 19 inhibitory ones, and 33 excitatory inputs in random places', () => {
    expect([...neuronSigns]).toEqual([...signs(81, 19)]);
    expect(inputSigns.filter((sign) => sign === 1)).toHaveLength(33);
    expect(inputSigns.filter((sign) => sign === -1)).toHaveLength(7);
    expect([...inputSigns]).not.toEqual([...inputSigns].sort((a, b) => a - b));
    expect([...inputSigns]).not.toEqual([...initialWeights(figure3c, 2).inputSigns]);
  });

  it('connect about 9.5 % of the places: 10 % drawn with replacement', () => {
    // 1 − e^−0.1 = 9.516 %; recurrent without its diagonal
    const counts = [1, 2, 3, 4, 5].map((seed) => initialWeights(figure3c, seed).weights);
    const share = (part: 'input' | 'recurrent' | 'output', places: number) =>
      counts.reduce((sum, each) => sum + nonzero(each[part]).length, 0) / (5 * places);
    expect(Math.abs(share('input', 4000) - 0.0952)).toBeLessThan(0.002);
    expect(Math.abs(share('recurrent', 9900) - 0.0952)).toBeLessThan(0.0015);
    expect(Math.abs(share('output', 200) - 0.0952)).toBeLessThan(0.006);
  });

  it('obey Dale\'s law: everything that a cell sends has its sign', () => {
    const obeys = (matrix: Matrix, sign: Int8Array) => matrix.every((row, q) => row.every((w) => w * sign[q] >= 0));
    expect(obeys(weights.input, inputSigns)).toBe(true);
    expect(obeys(weights.recurrent, neuronSigns)).toBe(true);
    expect(obeys(weights.output, neuronSigns)).toBe(true);
  });

  it('have no autapses and no bias', () => {
    weights.recurrent.forEach((row, q) => expect(row[q]).toBe(0));
    expect([...weights.bias]).toEqual([0, 0]);
  });

  it('have the shapes inputs × neurons, neurons × neurons, neurons × outputs', () => {
    const shape = (matrix: Matrix) => [matrix.length, matrix[0].length];
    expect([shape(weights.input), shape(weights.recurrent), shape(weights.output)]).toEqual([[40, 100], [100, 100], [100, 2]]);
  });

  it('repeat columns of a 40 × 40 matrix in the 100 columns of the inputs', () => {
    // In the row of an input, equal weights can only come from the same column.
    const values = nonzero(weights.input);
    expect(new Set(values).size).toBeLessThan(values.length);
    expect(new Set(nonzero(weights.recurrent)).size).toBe(nonzero(weights.recurrent).length);
  });

  it('are fixed by the seed', () => {
    expect(initialWeights(figure3c, 1)).toEqual({ weights, inputSigns, neuronSigns });
    const other = initialWeights(figure3c, 2);
    // who is connected does not depend on the signs
    const places = (matrix: Matrix) => matrix.map((row) => [...row].map((w) => w !== 0));
    for (const part of ['input', 'recurrent', 'output'] as const) {
      expect(places(other.weights[part]), part).not.toEqual(places(weights[part]));
    }
    expect([...other.inputSigns]).not.toEqual([...inputSigns]);
  });
});

describe('initial weights of other networks', () => {
  it('take any cell types, several of a sign', () => {
    const { neuronSigns, weights } = initialWeights(settings('tiny', { network: { cellTypes: [
      { name: 'PV', sign: -1, lif: 3, alif: 0 }, { name: 'SST', sign: -1, lif: 0, alif: 2 }, { name: 'E', sign: 1, lif: 5, alif: 5 },
    ] } }), 1);
    expect([...neuronSigns]).toEqual([-1, -1, -1, 1, 1, 1, 1, 1, -1, -1, 1, 1, 1, 1, 1]);
    expect(nonzero(weights.recurrent).every(Number.isFinite)).toBe(true);
    expect(nonzero(weights.recurrent).length).toBeGreaterThan(0);
  });

  it.each([[1, 16], [-1, 0]] as const)('need no balance: all of sign %i', (sign, excitatoryInputs) => {
    const { weights } = initialWeights(
      settings('tiny', { network: { excitatoryInputs, cellTypes: [{ name: 'all', sign, lif: 10, alif: 10 }] } }),
      1
    );
    for (const matrix of [weights.input, weights.recurrent, weights.output]) {
      expect(nonzero(matrix).length).toBeGreaterThan(0);
      expect(nonzero(matrix).every((w) => w * sign > 0 && Number.isFinite(w))).toBe(true);
    }
  });

  it('take a single neuron', () => {
    const { weights } = initialWeights(
      settings('tiny', { network: { connectivity: 1, cellTypes: [{ name: 'E', sign: 1, lif: 1, alif: 0 }] } }),
      1
    );
    expect(weights.recurrent).toEqual([Float64Array.of(0)]);
    expect(nonzero(weights.input).length).toBeGreaterThan(0);
  });
});

describe('random feedback', () => {
  it('is fixed by the seed and has variance 1 / neurons, whatever the cell types', () => {
    const feedback = randomFeedback({ neurons: 5000, outputs: 2 }, 1);
    const values = nonzero(feedback);
    expect(values).toHaveLength(10_000);
    expect(Math.abs(values.reduce((sum, f) => sum + f * f, 0) / 2 - 1)).toBeLessThan(0.05);
    expect(Math.abs(values.filter((f) => f > 0).length / 10_000 - 0.5)).toBeLessThan(0.02);
    // P(|x| < 1) of a normal x
    expect(Math.abs(values.filter((f) => Math.abs(f) < Math.sqrt(1 / 5000)).length / 10_000 - 0.6827)).toBeLessThan(0.02);
    expect(randomFeedback({ neurons: 5000, outputs: 2 }, 1)).toEqual(feedback);
    expect(randomFeedback({ neurons: 5000, outputs: 2 }, 2)).not.toEqual(feedback);
  });
});
