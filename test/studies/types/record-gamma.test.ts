import { describe, expect, it } from 'vitest';
import { referenceEngine } from '../../../src/core/engine/reference/reference';
import { ruleOf } from '../../../src/core/rules';
import { settings } from '../../../src/core/settings';
import { begin, train, type Progress } from '../../../src/core/training/train';
import { recordGamma, type GammaMeasurement } from '../../../src/studies/types/record-gamma';

const small = settings('tiny', { training: { iterations: 4, validateEvery: 2, trials: 3, validationTrials: 3 } });
const comparison = { name: 'gamma', every: 3, gammaTrials: 2 } as const;
const runOf = (rule: string) => ({ settings: small, rule: ruleOf(rule), seed: 1 });

async function recorded(rule: string): Promise<Progress & { measurements: GammaMeasurement[] }> {
  const progress = { ...begin(runOf(rule)), measurements: [] };
  for await (const _ of recordGamma(comparison, runOf(rule), referenceEngine(), progress));
  return progress;
}

describe('Γ along a run', () => {
  it('of MDGLbca is itself, and of e-prop there is none', async () => {
    expect((await recorded('mdgl-bca')).measurements).toEqual([0, 3, 4].map((iteration) => ({ iteration, explained: 1 })));
    expect((await recorded('e-prop')).measurements).toEqual([0, 3, 4].map((iteration) => ({ iteration, explained: null })));
  });

  it('is that of the rule\'s own types', async () => {
    const [one, two, eight] = await Promise.all(['mdgl-1', 'mdgl', 'mdgl-clusters-8'].map(recorded));
    const first = [one, two, eight].map(({ measurements }) => measurements[0]!.explained!);
    expect(first[0]).toBeLessThan(first[1]!);
    expect(first[1]).toBeLessThan(first[2]!);
    expect(first[2]).toBeLessThan(1);
  });

  it('is measured without changing the run', async () => {
    const { measurements: _, ...progress } = await recorded('mdgl-random-4');
    const plain = begin(runOf('mdgl-random-4'));
    for await (const _point of train(runOf('mdgl-random-4'), referenceEngine(), plain));
    expect(progress).toEqual(plain);
  });
});
