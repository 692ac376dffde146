import { expect, it } from 'vitest';
import { createEngine } from '../../../../src/core/engine';
import { InputError } from '../../../../src/core/errors';
import { mapMatrix } from '../../../../src/core/network/matrix';
import { ruleOf } from '../../../../src/core/rules';
import type { Feedback } from '../../../../src/core/rules/feedback/feedback';
import { randomFeedback } from '../../../../src/core/rules/feedback/random';
import { settings } from '../../../../src/core/settings';
import { lessonOf } from '../../../../src/core/training/lesson';
import { begin, train } from '../../../../src/core/training/train';

/** Feedback that learns as the readout does, by the same gradient (Kolen and Pollack): F −= rate · dW_out, and both shrink; counted. */
const kolenPollack: Feedback = {
  id: 'kolen-pollack',
  start: ({ network, seed }) => ({ F: randomFeedback(network, seed), steps: 0 }),
  step: ({ F, steps }, { gradients, rate }) => ({
    F: mapMatrix(F, (f, j, k) => 0.99 * f - rate * gradients.output[j][k]),
    steps: (steps as number) + 1,
  }),
};

const run = {
  settings: settings('tiny', { training: { iterations: 10, validateEvery: 5 } }),
  rule: ruleOf('e-prop'),
  seed: 1,
  feedback: kolenPollack,
};

async function trained(progress = begin(run), upTo = Infinity) {
  const engine = createEngine('wasm', { workers: 1 });
  for await (const { iteration } of train(run, engine, progress)) if (iteration >= upTo) break;
  await engine.close();
  return progress;
}

it('a feedback that learns is part of the training state, and moves with every update', async () => {
  const { state } = await trained();
  expect(state.feedback).toMatchObject({ steps: 10 });
  const start = begin(run).state.feedback!.F;
  expect(state.feedback!.F.some((row, j) => row.some((f, k) => Math.abs(f - start[j][k]) > 0.01))).toBe(true);
});

it('lessons take its F as it is by then', async () => {
  const progress = await trained();
  expect(lessonOf(run, progress, 'training').feedback).toEqual(progress.state.feedback!.F);
  expect(lessonOf(run, begin(run), 'training').feedback).toEqual(begin(run).state.feedback!.F);
});

it('it goes on where it was left', async () => {
  const whole = await trained();
  const later = await trained(structuredClone(await trained(begin(run), 5)));
  expect(later).toEqual(whole);
});

it('the learning curve is another than with fixed random feedback', async () => {
  const { curve } = await trained();
  const fixed = { ...run, feedback: 'random' as const };
  const progress = begin(fixed);
  for await (const _ of train(fixed, undefined, progress));
  expect(progress.state.feedback).toBeUndefined();
  expect(curve[0].loss).toBe(progress.curve[0].loss);
  expect(curve[2].loss).not.toBe(progress.curve[2].loss);
});

it('what is no feedback is refused, and any but the symmetric one under BPTT', () => {
  expect(() => begin({ ...run, feedback: 'mirrored' as 'random' })).toThrow(
    new InputError('feedback is "mirrored"; known are symmetric, random, adaptive, broadcast, one of your own is { id, start }')
  );
  expect(() => begin({ ...run, rule: ruleOf('bptt') })).toThrow(/feedback kolen-pollack: bptt is the exact gradient/);
});
