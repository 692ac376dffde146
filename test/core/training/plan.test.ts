import { describe, expect, it } from 'vitest';
import { settings } from '../../../src/core/settings';
import { differences, planOf } from '../../../src/core/training/plan';

const choices = { preset: 'tiny', settings: settings('tiny'), rules: ['bptt', 'rflo'], engine: 'reference', runs: 3 } as const;

describe('a plan of runs', () => {
  it('has seeds from 1 on, and the feedback of each rule', () => {
    const plan = planOf(choices);
    expect(plan.seeds).toEqual([1, 2, 3]);
    expect(plan.feedback).toEqual({ bptt: 'symmetric', rflo: 'random' });
  });

  it('takes a feedback that is named behind a rule, before the one that is named for all', () => {
    expect(planOf({ ...choices, rules: ['bptt', 'e-prop:random', 'mdgl'] })).toMatchObject({
      rules: ['bptt', 'e-prop', 'mdgl'], feedback: { bptt: 'symmetric', 'e-prop': 'random', mdgl: 'symmetric' },
    });
    const plan = planOf({ ...choices, rules: ['bptt:symmetric', 'mdgl'], feedback: 'random' });
    expect(plan.feedback).toEqual({ bptt: 'symmetric', mdgl: 'random' });
  });

  it('names what cannot be', () => {
    expect(() => planOf({ ...choices, rules: ['bptt:random'] })).toThrow('bptt is the exact gradient');
    expect(() => planOf({ ...choices, rules: ['mdgl:none'] })).toThrow('feedback is "none"; known are symmetric');
    expect(() => planOf({ ...choices, rules: ['mdgl:random:fast'] })).toThrow('feedback is "random:fast"');
    expect(() => planOf({ ...choices, rules: ['mdgl:broadcast'] })).toThrow('feedback broadcast: the errors of classes sum to 0');
    expect(() => planOf({ ...choices, rules: ['mdgl', 'mdgl:random'] })).toThrow('rule mdgl is named twice');
    expect(() => planOf({ ...choices, rules: ['mdgl', 'bptt', 'mdgl'] })).toThrow('rule mdgl is named twice');
    expect(() => planOf({ ...choices, rules: ['foo'] })).toThrow('unknown rule "foo"');
    expect(() => planOf({ ...choices, feedback: 'random' })).toThrow('bptt is the exact gradient');
  });

  it('differs from another in named places', () => {
    const plan = planOf(choices);
    const other = planOf({ ...choices, runs: 2, settings: settings('tiny', { training: { learningRate: 0.5 } }) });
    expect(differences(plan, plan)).toEqual([]);
    expect(differences(plan, other)).toEqual(['settings.training.learningRate: 0.02 there, 0.5 here', 'seeds: [1,2,3] there, [1,2] here']);
    expect(differences({ a: 1 }, { b: { c: 2 } })).toEqual(['a: 1 there, nothing here', 'b: nothing there, {"c":2} here']);
  });
});
