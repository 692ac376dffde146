import { createEngine, evidenceAccumulation, initialWeights, mapMatrix, networkOf, ruleOf, settings, train, type Rule } from 'mdgl';
import { describe, expect, it } from 'vitest';

const small = settings('tiny', { training: { iterations: 1, trials: 2, validationTrials: 2 } });
const run = async (rule: unknown) => train({ settings: small, rule: rule as Rule, seed: 1 }).next();

describe('what is no rule does not learn as another one', () => {
  it.each([
    ['mdgl', 'rule is "mdgl", must be a rule: ruleOf("mdgl")'],
    ['hebb', 'rule is "hebb", must be a rule: ruleOf("mdgl"), or one of your own'],
    [undefined, 'rule is undefined, must be a rule: ruleOf("mdgl"), or one of your own'],
    [
      { ...ruleOf('mdgl'), trace: 'complete' },
      'rule.trace is complete; a rule of your own is { ...ruleOf("mdgl"), id, label, modulation }',
    ],
    [
      { ...ruleOf('mdgl'), credit: undefined },
      'rule.credit is undefined; a rule of your own is { ...ruleOf("mdgl"), id, label, modulation }',
    ],
    [{ ...ruleOf('mdgl'), id: 7 }, 'rule.id is 7; a rule of your own is'],
    [{ ...ruleOf('mdgl'), label: undefined }, 'rule.label is undefined; a rule of your own is'],
    [{ ...ruleOf('mdgl'), feedback: 'mirrored' }, 'rule.feedback is mirrored; a rule of your own is'],
    [{ ...ruleOf('mdgl'), feedback: null }, 'rule.feedback is null; a rule of your own is'],
    [{ ...ruleOf('mdgl'), online: false }, 'rule.online is false; a rule of your own is'],
    [{ ...ruleOf('bptt'), online: true }, 'rule.online is true; a rule of your own is'],
    [{ ...ruleOf('bptt'), modulation: () => [] }, 'rule.modulation is () => []; a rule of your own is'],
    [{ ...ruleOf('bptt'), feedback: 'random' }, 'rule.feedback is random; a rule of your own is'],
    [{ ...ruleOf('mdgl'), modulation: [[0]] }, 'rule.modulation is 0; a rule of your own is { ...ruleOf("mdgl"), id, label, modulation }'],
  ])('%j', async (rule, message) => {
    await expect(run(rule)).rejects.toThrow(message);
  });

  it('and one of one\'s own does', async () => {
    expect((await run({ ...ruleOf('mdgl'), id: 'own', label: 'own' })).value).toMatchObject({ iteration: 0 });
  });
});

it.each(['reference', 'wasm'])('a G with an entry that is no number is refused by its place, in the %s engine', async (name) => {
  const network = networkOf(small), { weights } = initialWeights(small, 1);
  const own: Rule = {
    ...ruleOf('mdgl'),
    id: 'own',
    label: 'own',
    modulation: (recurrent) => mapMatrix(recurrent, (_, p, j) => (p === 3 && j === 5 ? NaN : 1)),
  };
  const engine = createEngine(name);
  const lesson = { network, weights, rule: own, feedback: weights.output, ...evidenceAccumulation(small.task, 1, 'training', 0, 2) };
  await expect(engine.learn(lesson)).rejects.toThrow('G[3][5] of rule own is NaN, must be a finite number');
  await engine.close();
});
