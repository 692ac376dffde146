import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readKnockoutStudy } from '../src/experiments/stored-study';
import { pairedDifferences } from '../src/figures/paired-differences';

// What the readme says of the stored knock-outs.

const differences = pairedDifferences(readKnockoutStudy(join(__dirname, '..', 'data', 'knockout')), { first: 1950, last: 2000 });
const of = (pair: string, from: number) => differences.find((each) => each.pair === pair && each.from === from)!;
const rounded = ({ loss: { mean, interval } }: (typeof differences)[number]) => [mean, interval!.low, interval!.high].map((value) => value.toFixed(3));

it('E>E carries the credit, in every seed', () => {
  expect(rounded(of('E>E', 0))).toEqual(['0.140', '0.103', '0.174']);
  expect(rounded(of('E>E', 300))).toEqual(['0.060', '0.027', '0.099']);
  for (const from of [0, 300]) expect(of('E>E', from).losses.filter((difference) => difference > 0)).toHaveLength(5);
});

it('the other pairs raise the loss by 0.001 to 0.030, with intervals that contain 0', () => {
  const others = differences.filter(({ pair }) => pair !== 'E>E');
  expect(others).toHaveLength(6);
  for (const { loss: { mean, interval } } of others) {
    expect(mean).toBeGreaterThan(0.0005);
    expect(mean).toBeLessThan(0.0305);
    expect(interval!.low * interval!.high).toBeLessThan(0);
  }
});
