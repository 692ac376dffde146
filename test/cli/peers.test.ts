import { describe, expect, it } from 'vitest';
import type { PeersLoss } from '../../src/studies/peers/beside-published';
import { publishedLosses } from '../../src/studies/peers/published';
import { mdgl } from './run';

const ITERATIONS = ['regression', 'classification-1', 'classification-2'].flatMap((test) =>
  [1, 2, 3, 4, 5].map((iteration) => ({ test, iteration })));

describe('mdgl peers --engine wasm', () => {
  it('finds none off', async () => {
    const { code, out } = await mdgl('peers', '--engine', 'wasm');
    expect(code).toBe(0);
    expect(out).toMatch(/\n25 compared, 0 off\n$/);
  });

  it('prints the numbers unrounded as JSON, null where nothing is published', async () => {
    const { code, out } = await mdgl('peers', '--engine', 'wasm', '--json');
    expect(code).toBe(0);
    const losses = JSON.parse(out) as PeersLoss[];
    expect(losses).toMatchObject(ITERATIONS);
    for (const { test, iteration, ours, ...theirs } of losses) {
      const { nest, tensorflow } = publishedLosses[test];
      expect(theirs).toEqual({ nest: nest!.losses[iteration - 1], tensorflow: tensorflow?.losses[iteration - 1] ?? null });
      expect(Math.abs(ours / theirs.nest! - 1)).toBeLessThan(1e-6);
      expect(ours).not.toBe(Number(ours.toFixed(12)));
    }
  });

  it('ends with exit code 1 if a loss is off, and marks which', async () => {
    const { nest, tensorflow } = publishedLosses['classification-1'];
    const changed = [{ losses: nest!.losses as number[], n: 1 }, { losses: tensorflow!.losses as number[], n: 4 }];
    const before = changed.map(({ losses, n }) => losses[n]);
    changed.forEach(({ losses, n }) => { losses[n] *= 1 + 2e-6; });
    const { code, out } = await mdgl('peers', '--engine', 'wasm').finally(() => {
      changed.forEach(({ losses, n }, c) => { losses[n] = before[c]; });
    });
    expect(code).toBe(1);
    expect(out.match(/OFF/g)).toHaveLength(2);
    expect(out).toMatch(/\nclassification-1 +2 +\S+ +\S+ +[12]\.\de-6 OFF +\S+ +\S+e-[789]\n/);
    expect(out).toMatch(/\nclassification-1 +5 +\S+ +\S+ +\S+e-[789] +\S+ +[12]\.\de-6 OFF\n/);
    expect(out).toMatch(/\n25 compared, 2 off\n$/);
  });

  it('compares nothing from another seed, and says so', async () => {
    const { code, out } = await mdgl('peers', '--engine', 'wasm', '--seed', '2');
    expect(code).toBe(0);
    expect(out.split('\n').slice(1, 16).filter((line) => / +\S+\.\d{12} +- +- +- +-$/.test(line))).toHaveLength(15);
    expect(out).toMatch(/\nnothing is published for seed 2\n$/);
  });
});

describe('mdgl peers refuses', () => {
  it.each([
    [['--seed', '0'], "option '--seed <number>' argument '0' is invalid. It must be a positive integer; see mdgl peers --help"],
    [['--seed', '4294967296'], /argument '4294967296' is invalid\. It must be below 4294967296/],
    [['--engine', 'gpu'], /argument 'gpu' is invalid\. Allowed choices are wasm, reference/],
    [['regression'], /too many arguments for 'peers'/],
  ])('%j', async (argv, message) => {
    const { code, out, err } = await mdgl('peers', ...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err.match(/\n/g)).toHaveLength(1);
  });
});
