import { describe, expect, it } from 'vitest';
import { referenceEngine } from '../../src/core/engine/reference/reference';
import { InputError } from '../../src/core/errors';
import { mapMatrix } from '../../src/core/network/matrix';
import { stream } from '../../src/core/random';
import { ruleOf } from '../../src/core/rules';
import { randomFeedback } from '../../src/core/rules/feedback/random';
import { settings } from '../../src/core/settings';
import { optimizerStep } from '../../src/core/training/optimizer';
import type { Run } from '../../src/core/training/run';
import { weightsOf } from '../../src/core/training/state';
import { begin } from '../../src/core/training/train';
import { lessonAfter, lessonAt, trainTo } from '../../src/record/lesson-at';

const engine = referenceEngine();
const few = settings('tiny', { training: { trials: 6, validationTrials: 4, validateEvery: 2, iterations: 5 } });

async function trainedTo(run: Run, iteration: number) {
  const progress = begin(run);
  for await (const _ of trainTo(run, engine, progress, iteration));
  return progress;
}

describe('the lesson of an iteration', () => {
  const runs: [title: string, run: Run][] = [
    ['MDGL', { settings: few, rule: ruleOf('mdgl'), seed: 3 }],
    ['random feedback', { settings: few, rule: ruleOf('rflo'), seed: 3 }],
    [
      'a modulation that is changed',
      { settings: few, rule: ruleOf('mdgl'), seed: 3, modulation: (G, iteration) => mapMatrix(G, (value) => value * iteration) },
    ],
    [
      'no firing-rate regularisation',
      { settings: settings('tiny', { training: { ...few.training, rateCoefficient: 0 } }), rule: ruleOf('bptt'), seed: 3 },
    ],
  ];
  it.each(runs)('is the one that training learns next: %s', async (_, run) => {
    const progress = await trainedTo(run, 2);
    const { gradients } = await engine.learn(lessonAt(run, progress, 'training'));
    const { learningRate, l1, temperature } = run.settings.training;
    const before = JSON.stringify(weightsOf(progress.state));
    optimizerStep(
      progress.state,
      gradients,
      { rate: learningRate, l1, temperature },
      run.settings.network.connectivity,
      stream(run.seed, 'rewiring', 2)
    );
    expect(JSON.stringify(weightsOf(progress.state))).not.toBe(before);
    expect(weightsOf(progress.state)).toEqual(weightsOf((await trainedTo(run, 3)).state));
  });

  it('has the batch of a validation at that iteration', async () => {
    const run = { settings: few, rule: ruleOf('mdgl'), seed: 3 };
    const lesson = await lessonAfter(run, 2, { engine });
    const { loss, accuracy } = await engine.evaluate(lesson);
    const progress = await trainedTo(run, 3);
    expect(progress.curve.at(-1)).toMatchObject({ iteration: 2, loss, accuracy });
  });

  it('says where it is from', async () => {
    const lesson = await lessonAfter({ settings: few, rule: ruleOf('rflo'), seed: 3 }, 1, { engine, use: 'training' });
    expect(lesson.about).toEqual({ seed: 3, iteration: 1, feedback: 'random', batch: 'training', settings: few });
    expect(lesson.typeNames).toEqual(['I', 'E']);
    expect(lesson.feedback).toEqual(randomFeedback(lesson.network, 3));
    expect(lesson.rates).toEqual({ coefficient: 0.1, target: 0.01, ofEachTrial: false });
  });
});

describe('training to an iteration', () => {
  const run = { settings: few, rule: ruleOf('e-prop'), seed: 1 };

  it('stops there, before or after the settings would, and never begins at 0', async () => {
    expect((await trainedTo(run, 0)).iteration).toBe(0);
    expect((await trainedTo(run, 3)).iteration).toBe(3);
    expect((await trainedTo(run, 7)).iteration).toBe(7);
  });

  it('tells of every update, and of nothing else', async () => {
    const reached: number[] = [];
    const progress = begin(run);
    for await (const _ of trainTo(run, engine, progress, 4)) reached.push(progress.iteration);
    expect(reached).toEqual([1, 2, 3, 4]);
  });

  it('does not depend on where the settings would stop', async () => {
    const longer = { ...run, settings: settings('tiny', { training: { ...few.training, iterations: 50 } }) };
    expect(weightsOf((await trainedTo(run, 6)).state)).toEqual(weightsOf((await trainedTo(longer, 6)).state));
  });

  it('goes past a criterion that would end training', async () => {
    const stop = { errorBelow: 1, validations: 1, which: 'last' } as const;
    const ending = { ...run, settings: settings('tiny', { training: { ...few.training, stop } }) };
    const progress = await trainedTo(ending, 4);
    expect(progress.iteration).toBe(4);
    expect(weightsOf(progress.state)).toEqual(weightsOf((await trainedTo(run, 4)).state));
  });

  it.each([-1, 1.5, NaN])('refuses iteration %s', async (iteration) => {
    await expect(lessonAfter(run, iteration, { engine })).rejects.toThrow(InputError);
    await expect(lessonAfter(run, iteration, { engine })).rejects.toThrow(
      `iteration is ${iteration}, must be a whole number from 0 to 4294967295`
    );
  });
});
