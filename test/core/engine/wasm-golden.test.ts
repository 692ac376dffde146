import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readNetworkCase } from '../../../src/cases/case';
import { casesIn, verify, type Verdict } from '../../../src/cases/verify';
import { wasmEngine } from '../../support/engines';
import { rules } from '../../../src/core/rules';
import { changedCase, FAMILY, GOLDEN } from '../../support/golden';

const engine = wasmEngine({ workers: 1 });
afterAll(() => engine.close());

async function verdictsOn(path: string): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for await (const verdict of verify(casesIn([path]), [engine])) verdicts.push(verdict);
  return verdicts;
}

const ALL_RULES = [...rules.map((rule) => rule.id), 'e-prop-random', 'mdgl-random'];
const cases = [
  ...['empty-block', 'four-types', 'lif-only', 'rate-penalty', 'two-types', 'silent'].map((name) => ({ name, folder: GOLDEN, expected: ALL_RULES })),
  { name: 'paper-size', folder: GOLDEN, expected: ['bptt', 'e-prop', 'mdgl', 'on-mdgl', 'e-prop-random', 'mdgl-random'] },
  { name: 'every-step', folder: FAMILY, expected: rules.map((rule) => rule.id) },
  { name: 'delay-3', folder: FAMILY, expected: rules.map((rule) => rule.id) },
];

describe('the wasm engine agrees with an independent implementation', () => {
  it.each(cases)('on $name: spikes exactly, numbers to 2e-4 of the largest', async ({ name, folder, expected }) => {
    const path = join(folder, `${name}.json.gz`);
    const spikes = readNetworkCase(path).expected!.spikes.length;
    if (name === 'silent') expect(spikes).toBe(0);
    else expect(spikes).toBeGreaterThan(300);
    const verdicts = await verdictsOn(path);
    expect(verdicts.map((verdict) => verdict.rule).sort()).toEqual([...expected].sort());
    for (const verdict of verdicts) {
      expect(verdict).toMatchObject({ passed: true, exact: true, worst: { tolerance: 2e-4 } });
      // digits are the same everywhere, so it can be held to what it reaches
      expect(verdict.worst!.error).toBeLessThan(2e-5);
    }
  });
});

it('computes in float32: a golden gradient is met to 2e-4, not to 1e-10', async () => {
  const errors = (await verdictsOn(join(GOLDEN, 'two-types.json.gz'))).map((verdict) => verdict.worst!.error);
  expect(Math.min(...errors)).toBeGreaterThan(1e-10);
});

it('fails where a golden gradient is off by a thousandth', async () => {
  const path = changedCase('two-types', ({ expected: { rules: { mdgl } } }) => { mdgl.recurrent = mdgl.recurrent.map((row: number[]) => row.map((value) => value * 1.001)); });
  expect((await verdictsOn(path)).filter((verdict) => !verdict.passed)).toMatchObject([{ rule: 'mdgl', exact: true, worst: { of: 'recurrent' } }]);
});
