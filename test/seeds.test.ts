import { describe, expect, it } from 'vitest';
import {
  evidenceAccumulation, initialWeights, lessonAfter, networkOf, presets, randomFeedback, ruleOf, settings, stream, train,
} from '../src';
import { createEngine } from '../src/core/engine';
import { InputError } from '../src/core/errors';
import { planOf } from '../src/core/training/plan';
import { initialState } from '../src/core/training/state';
import { begin } from '../src/core/training/train';
import { chooseSynapses } from '../src/record/synapses';
import { alignmentPlanOf } from '../src/studies/alignment/plan';
import { knockoutPlanOf as knockoutPlanOf } from '../src/studies/knockout/plan';
import { typesPlanOf } from '../src/studies/types/plan';
import { liveLesson } from './support/live-lesson';

const { tiny } = presets;
const rule = ruleOf('mdgl');
const MOST = 4_294_967_295;

/** What the one-line error of some work says. */
async function refusal(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).not.toContain('\n');
    return (error as Error).message;
  }
  throw new Error('was not refused');
}

const notWhole: [value: unknown, words: string][] = [
  [0.3, '0.3'], [-1, '-1'], [NaN, 'NaN'], [Infinity, 'Infinity'], [null, 'null'], [undefined, 'undefined'], ['1', '"1"'], [true, 'true'],
  [1n, '1n'], [[1], 'a list'], [{}, 'an object'], [MOST + 1, '4294967296'], [MOST + 2, '4294967297'], [1e300, '1e+300'],
];

describe('a seed is a whole number from 1 to 4294967295', () => {
  const entrances: [what: string, work: (seed: any) => unknown][] = [
    ['train', async (seed) => { for await (const _ of train({ settings: tiny, rule, seed })) return; }],
    [
      'train, with a progress',
      async (seed) => {
        for await (const _ of train({ settings: tiny, rule, seed }, undefined, begin({ settings: tiny, rule, seed: 1 }))) return;
      },
    ],
    ['lessonAfter', (seed) => lessonAfter({ settings: tiny, rule, seed }, 0)],
    ['initialWeights', (seed) => initialWeights(tiny, seed)],
    ['initialState', (seed) => initialState(tiny, seed)],
    ['randomFeedback', (seed) => randomFeedback(networkOf(tiny), seed)],
    ['evidenceAccumulation, before a trial is asked for', (seed) => evidenceAccumulation(tiny.task, seed, 'training', 0, 1)],
    ['stream', (seed) => stream(seed, 'benchmark')],
  ];

  it.each(entrances)('%s', async (_, work) => {
    for (const [seed, words] of [...notWhole, [0, '0'] as const]) {
      expect(await refusal(() => work(seed))).toBe(`seed is ${words}, must be a whole number from 1 to 4294967295`);
    }
    for (const seed of [1, MOST]) await work(seed);
  });

  it('of random synapses, too', async () => {
    const from = {
      name: 'synapses',
      weights: initialWeights(tiny, 1).weights.recurrent,
      types: { post: networkOf(tiny).types, names: ['I', 'E'] },
    };
    for (const seed of [0, MOST + 1]) {
      expect(await refusal(() => chooseSynapses(`random:2:${seed}`, from))).toBe(
        `seed is ${seed}, must be a whole number from 1 to 4294967295`
      );
    }
    expect(chooseSynapses(`random:2:${MOST}`, from)).toHaveLength(2);
  });
});

describe('an index of a random stream is a whole number from 0 to 4294967295', () => {
  const entrances: [name: string, work: (index: any) => unknown][] = [
    ['index', (index) => stream(1, 'training input', index, 0)],
    ['index', (index) => stream(1, 'training input', 0, index)],
    ['iteration', (iteration) => evidenceAccumulation(tiny.task, 1, 'validation', iteration, 1)],
  ];

  it.each(entrances)('%s', async (name, work) => {
    for (const [index, words] of notWhole) {
      expect(await refusal(() => work(index))).toBe(`${name} is ${words}, must be a whole number from 0 to 4294967295`);
    }
    for (const index of [0, 1, MOST]) work(index);
  });

  it('so is the iteration of lessonAfter, before anything is trained', async () => {
    for (const [iteration, words] of notWhole) {
      expect(await refusal(() => lessonAfter({ settings: tiny, rule, seed: 1 }, iteration as number))).toBe(
        `iteration is ${words}, must be a whole number from 0 to 4294967295`
      );
    }
  });

  it('so settings count no more than there are', async () => {
    for (const name of ['iterations', 'trials', 'validationTrials']) {
      expect(await refusal(() => settings('tiny', { training: { [name]: MOST + 1 } }))).toBe(
        `settings: training.${name}: must be at most 4294967295 (given: 4294967296)`
      );
    }
  });

  it('and a purpose is one that is known', async () => {
    expect(await refusal(() => stream(1, 'dreams' as 'benchmark'))).toMatch(
      /^purpose "dreams" is unknown; known are input signs, input weights/
    );
  });
});

describe('other counts that the library is given', () => {
  it('the trials of a batch', async () => {
    for (const [count, words] of [...notWhole, [0, '0'] as const]) {
      expect(await refusal(() => evidenceAccumulation(tiny.task, 1, 'training', 0, count as number))).toBe(
        `count is ${words}, must be a whole number from 1 to 4294967295`
      );
    }
  });

  const plan = { preset: 'tiny', settings: tiny, engine: 'wasm' } as const;
  it.each<[string, (runs: any) => { readonly seeds: readonly number[] }]>([
    ['runs', (runs) => planOf({ ...plan, rules: ['mdgl'], runs })],
    ['an alignment study', (runs) => alignmentPlanOf({ ...plan, every: 10, runs })],
    ['a study of types', (runs) => typesPlanOf({ ...plan, every: 10, runs })],
    ['a knock-out study', (runs) => knockoutPlanOf({ ...plan, rule: 'mdgl', from: [0], runs })],
  ])('the seeds of %s', async (_, planOfRuns) => {
    for (const [runs, words] of [...notWhole, [0, '0'], [10_001, '10001']]) {
      expect(await refusal(() => planOfRuns(runs))).toBe(`runs is ${words}, must be a whole number from 1 to 10000`);
    }
    expect(planOfRuns(3).seeds).toEqual([1, 2, 3]);
  });

  it('the iterations between measurements', async () => {
    for (const [every, words] of [...notWhole, [0, '0'] as const]) {
      expect(await refusal(() => alignmentPlanOf({ ...plan, runs: 1, every: every as number }))).toBe(
        `every is ${words}, must be a whole number from 1 to 4294967295`
      );
    }
  });

  it.each(['wasm', 'reference'])('the class of a trial, in the %s engine', async (name) => {
    const lesson = liveLesson(rule);
    const engine = createEngine(name);
    const [first, ...others] = lesson.trials;
    for (const [target, words] of [[3, '3'], [-1, '-1'], [0.5, '0.5'], ['0', '"0"'], [null, 'null']] as const) {
      const trials = [...others, { ...first, target: { class: target as number } }];
      expect(await refusal(() => engine.learn({ ...lesson, trials }))).toBe(
        `the class of trial ${trials.length - 1} is ${words}, must be a whole number from 0 to ${lesson.network.outputs - 1}`
      );
    }
    await engine.close();
  });
});
