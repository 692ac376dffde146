import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors';
import { initialWeights } from '../../../../src/core/network/initial-weights';
import { flat, mapMatrix } from '../../../../src/core/network/matrix';
import { networkOf } from '../../../../src/core/network/network';
import { ruleOf } from '../../../../src/core/rules';
import { adaptive } from '../../../../src/core/rules/feedback/adaptive';
import { broadcast } from '../../../../src/core/rules/feedback/broadcast';
import { randomFeedback } from '../../../../src/core/rules/feedback/random';
import { settings } from '../../../../src/core/settings';
import { cosine } from '../../../../src/core/stats/cosine';
import { weightsOf } from '../../../../src/core/training/state';
import { begin, train } from '../../../../src/core/training/train';

const pattern = settings('pattern-generation', { task: { name: 'pattern-generation', durationMs: 100 }, training: { iterations: 3 } });
const run = { settings: pattern, rule: ruleOf('e-prop'), seed: 1 };
const network = networkOf(pattern);
const { weights } = initialWeights(pattern, 1, network);

async function trained(changes: Partial<Parameters<typeof begin>[0]>) {
  const changed = { ...run, ...changes };
  const progress = begin(changed);
  for await (const _ of train(changed, undefined, progress));
  return progress.state;
}

describe('adaptive feedback', () => {
  it('begins as random feedback does', () => {
    expect(adaptive.start({ network, weights, seed: 2 }).F).toEqual(randomFeedback(network, 2));
  });

  it('takes the step of the readout, and loses 1 %; so does the readout', async () => {
    const once = settings('pattern-generation', { ...pattern, training: { ...pattern.training, iterations: 1 } } as never);
    const plain = await trained({ settings: once, feedback: 'random' });
    const learned = await trained({ settings: once, feedback: 'adaptive' });
    const [before, after] = [weights.output, weightsOf(plain).output];
    const F = randomFeedback(network, 1);
    expect(flat(weightsOf(learned).output)).toEqual(flat(after).map((w) => expect.closeTo(0.99 * w, 12)));
    expect(flat(learned.feedback!.F)).toEqual(
      flat(mapMatrix(F, (f, p, k) => 0.99 * (f + after[p][k] - before[p][k]))).map((f) => expect.closeTo(f, 12))
    );
  });

  it('comes to look like the readout', async () => {
    const long = settings('tiny', { training: { iterations: 120, validateEvery: 120 } });
    const angleOf = (F: Float64Array[], output: Float64Array[]) => {
      // where the readout has no synapse there is nothing to compare
      const places = flat(output).flatMap((w, n) => w === 0 ? [] : [n]);
      return cosine(places.map((n) => flat(F)[n]), places.map((n) => flat(output)[n]));
    };
    const tiny = { settings: long, rule: ruleOf('e-prop'), seed: 1, feedback: 'adaptive' as const };
    const start = begin(tiny).state;
    const { feedback, ...state } = await trained(tiny);
    expect(angleOf(start.feedback!.F, weightsOf(start).output)).toBeLessThan(0.3);
    expect(angleOf(feedback!.F, weightsOf(state).output)).toBeGreaterThan(0.6);
  });
});

describe('broadcast feedback', () => {
  it('is 1 / √neurons for every neuron', () => {
    expect(new Set(flat(broadcast.start({ network, weights, seed: 1 }).F))).toEqual(new Set([0.1]));
  });

  it('teaches values', async () => {
    expect(flat(weightsOf(await trained({ feedback: 'broadcast' })).input)).not.toEqual(flat(weights.input));
  });

  it('is refused for classes', () => {
    expect(() => begin({ settings: settings('tiny'), rule: ruleOf('e-prop'), seed: 1, feedback: 'broadcast' })).toThrow(
      new InputError('feedback broadcast: the errors of classes sum to 0, so that every neuron would hear 0; allowed here are symmetric, '
        + 'random, adaptive')
    );
  });
});
