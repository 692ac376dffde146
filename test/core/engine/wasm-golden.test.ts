import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readNetworkCase } from '../../../src/cases/case';
import { wasmEngine } from '../../support/engines';
import { changedCase, GOLDEN } from '../../support/golden';
import { goldenCases, verdictsOn } from '../../support/golden-cases';

const engine = wasmEngine({ workers: 1 });
afterAll(() => engine.close());

describe('the wasm engine agrees with an independent implementation', () => {
  it.each(goldenCases)('on $name: spikes exactly, numbers to 2e-4 of the largest', async ({ name, folder, expected }) => {
    const path = join(folder, `${name}.json.gz`);
    const spikes = readNetworkCase(path).expected!.spikes.length;
    if (name === 'silent') expect(spikes).toBe(0);
    else expect(spikes).toBeGreaterThan(40);
    const verdicts = await verdictsOn(path, engine);
    expect(verdicts.map((verdict) => verdict.rule).sort()).toEqual([...expected].sort());
    for (const verdict of verdicts) {
      expect(verdict).toMatchObject({ passed: true, exact: true, worst: { tolerance: 2e-4 } });
      // digits are the same everywhere, so it can be held to what it reaches
      expect(verdict.worst!.error).toBeLessThan(3e-5);
    }
  });
});

it('computes in float32: a golden gradient is met to 2e-4, not to 1e-10', async () => {
  const errors = (await verdictsOn(join(GOLDEN, 'two-types.json.gz'), engine)).map((verdict) => verdict.worst!.error);
  expect(Math.min(...errors)).toBeGreaterThan(1e-10);
});

it('fails where a golden gradient is off by a thousandth', async () => {
  const path = changedCase(
    'two-types',
    ({
      expected: {
        rules: { mdgl },
      },
    }) => {
      mdgl.recurrent = mdgl.recurrent.map((row: number[]) => row.map((value) => value * 1.001));
    }
  );
  expect((await verdictsOn(path, engine)).filter((verdict) => !verdict.passed)).toMatchObject([
    { rule: 'mdgl', exact: true, worst: { of: 'recurrent' } },
  ]);
});
