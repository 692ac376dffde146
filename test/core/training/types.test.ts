import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/core/engine';
import { initialWeights } from '../../../src/core/network/initial-weights';
import { networkOf, type Network, type Weights } from '../../../src/core/network/network';
import { ruleOf } from '../../../src/core/rules';
import type { LocalRule, Rule } from '../../../src/core/rules/rule';
import { withTypes } from '../../../src/core/rules/with-types';
import { settings } from '../../../src/core/settings';
import { lessonOf } from '../../../src/core/training/lesson';
import { planOf } from '../../../src/core/training/plan';
import type { Run } from '../../../src/core/training/run';
import { begin, train } from '../../../src/core/training/train';
import { lessonAt } from '../../../src/record/lesson-at';
import { record } from '../../../src/record/record';
import { knockoutPlanOf } from '../../../src/studies/knockout/plan';
import { silentPlaces } from '../../../src/studies/knockout/silent-places';

const small = settings('tiny', { training: { iterations: 4, validateEvery: 2, trials: 4, validationTrials: 4 } });
const network = networkOf(small);
const own = (types: LocalRule['types'], id = 'mine'): Rule => ({ ...ruleOf('mdgl'), id, types });
const runOf = (rule: Rule, changes: Partial<Run> = {}): Run => ({ settings: small, rule, seed: 1, ...changes });

/** Trains to the end; the state has all digits. */
async function trained(run: Run, engineName: string, progress = begin(run)) {
  const engine = createEngine(engineName, { workers: 1 });
  for await (const _ of train(run, engine, progress));
  await engine.close();
  return progress;
}

describe.each(['reference', 'wasm'])('training with types of a rule\'s own, on the %s engine', (engine) => {
  it('is MDGLbca digit for digit where each neuron is a type, and not where two share one', async () => {
    const each = [...network.types.keys()];
    const bca = await trained(runOf(ruleOf('mdgl-bca')), engine);
    expect(await trained(runOf(own(each)), engine)).toEqual(bca);
    expect(await trained(runOf(own(each.map((p) => Math.min(p, network.neurons - 2)))), engine)).not.toEqual(bca);
  });

  it('is MDGL digit for digit where they are the cell types, and not where they are one', async () => {
    const mdgl = await trained(runOf(ruleOf('mdgl')), engine);
    expect(await trained(runOf(own(network.types)), engine)).toEqual(mdgl);
    expect(await trained(runOf(ruleOf('mdgl-random-2')), engine)).toEqual(mdgl);
    expect(await trained(runOf(ruleOf('mdgl-1')), engine)).not.toEqual(mdgl);
  });

  it.each(['mdgl-random-6', 'mdgl-clusters-6'])('goes on from where it was as if nothing had been: %s', async (id) => {
    const whole = await trained(runOf(ruleOf(id)), engine);
    const shorter = settings('tiny', { training: { ...small.training, iterations: 2 } });
    const half = await trained(runOf(ruleOf(id), { settings: shorter }), engine);
    expect(half.iteration).toBe(2);
    expect(await trained(runOf(ruleOf(id)), engine, structuredClone(half))).toEqual(whole);
  });
});

describe('types that a function makes', () => {
  it('are made once a run, of the weights before training, the cell types and the seed', async () => {
    const asked: [Weights, Network, number][] = [];
    const run = runOf(own((...given) => { asked.push(given); return given[1].types.map((type) => 1 - type); }), { seed: 2 });
    const progress = await trained(run, 'reference');
    expect(asked).toEqual([[initialWeights(small, 2).weights, network, 2]]);
    const { network: typed, weights } = lessonOf(run, progress, 'training');
    expect(typed).toEqual({ ...network, types: network.types.map((type) => 1 - type), typedBy: 'mine' });
    expect(weights.recurrent).not.toEqual(asked[0][0].recurrent);
    expect(asked.length).toBe(1);
  });

  it('leave the initial weights and their signs as they are', () => {
    expect(begin(runOf(ruleOf('mdgl-1'))).state).toEqual(begin(runOf(ruleOf('mdgl'))).state);
  });
});

describe('what else sees the types of a rule\'s own', () => {
  const run = runOf(ruleOf('mdgl-clusters-4'));

  it('a recording: by their numbers, as they have no names', () => {
    const { attributes, coordinates } = record({ ...lessonAt(run, begin(run)), what: ['modulatorySignalByType'] });
    expect(attributes.cellTypes).toEqual(['0', '1', '2', '3']);
    expect([...coordinates.neuronType.data]).toEqual(lessonOf(run, begin(run), 'validation').network.types);
  });

  it('a random silence, which is of the places that MDGL is heard at', () => {
    expect(silentPlaces(1, run)).toEqual(silentPlaces(1, runOf(ruleOf('mdgl'))));
  });

  it.each(['reference', 'wasm'])('an engine, the %s one, which refuses the types of others', async (name) => {
    const engine = createEngine(name, { workers: 1 });
    const lesson = lessonOf(run, begin(run), 'training');
    await expect(engine.learn({ ...lesson, network })).rejects.toThrow(
      'the network\'s types are those of its settings, must be those of rule mdgl-clusters-4: withTypes(network, rule, …)'
    );
    const rule = ruleOf('mdgl-1');
    await expect(engine.learn({ ...lesson, rule })).rejects.toThrow('types are those of mdgl-clusters-4, must be those of rule mdgl-1');
    const mended = withTypes(network, rule, () => lesson.weights, 1);
    expect((await engine.learn({ ...lesson, rule, network: mended })).loss).toBeGreaterThan(0);
    await engine.close();
  });

  it('a plan of runs, of knock-outs too, which is none where the network is too small for the types', () => {
    const choices = { preset: 'tiny', settings: small, runs: 1 } as const;
    expect(planOf({ ...choices, rules: ['mdgl-random-14'] }).rules).toEqual(['mdgl-random-14']);
    expect(() => planOf({ ...choices, rules: ['bptt', 'mdgl-random-16'] })).toThrow('N is 16, must be a multiple of 2 up to 14');
    expect(() => knockoutPlanOf({ ...choices, rule: 'mdgl-clusters-3', from: [0] })).toThrow('N is 3, must be a multiple of 2 up to 14');
  });

  it.each([[{ ...ruleOf('mdgl'), types: 3 }, 'rule.types is 3'], [{ ...ruleOf('bptt'), types: [0] }, 'rule.types is 0']])(
    'nobody, of what is no list or of a rule that is the exact gradient',
    (rule, message) => { expect(() => begin(runOf(rule as unknown as Rule))).toThrow(message); }
  );
});
