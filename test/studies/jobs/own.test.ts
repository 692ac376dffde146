import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/core/engine';
import { referenceEngine } from '../../../src/core/engine/reference/reference';
import { ruleOf } from '../../../src/core/rules';
import type { Feedback } from '../../../src/core/rules/feedback/feedback';
import { symmetric } from '../../../src/core/rules/feedback/symmetric';
import type { LocalRule } from '../../../src/core/rules/rule';
import { settings } from '../../../src/core/settings';
import { lessonOf } from '../../../src/core/training/lesson';
import type { Run } from '../../../src/core/training/run';
import { weightsOf } from '../../../src/core/training/state';
import { begin, train } from '../../../src/core/training/train';
import { readCheckpoint } from '../../../src/node/results/checkpoint';
import { candidates } from '../../../src/studies/alignment/candidates';
import type { PathProgress } from '../../../src/studies/alignment/record-path';
import { trainUnder } from '../../../src/studies/jobs/condition';
import type { Job } from '../../../src/studies/jobs/job';
import { runAll } from '../../../src/studies/jobs/run-all';
import { newFolder, write } from '../../support/golden';
import { toy, toySettings } from '../../support/toy';

const tiny = settings('tiny', { training: { iterations: 4, validateEvery: 2, trials: 4, validationTrials: 4 } });
const deaf = { began: () => {}, progressed: () => {}, ended: () => {} };
const halved = {
  ...ruleOf('mdgl'),
  id: 'halved',
  modulation: (recurrent: readonly Float64Array[]) => recurrent.map((row) => row.map((w) => w / 2)),
} as unknown as LocalRule;
const rule = `{ id: 'halved', label: 'halved', credit: 'local', trace: 'full', feedback: 'symmetric',
  modulation: (recurrent) => recurrent.map((row) => row.map((w) => w / 2)) }`;

/** Does one job in a thread. */
async function done(own: Job['own']) {
  const path = join(newFolder(), 'job.json');
  const checkpoint = {
    format: 'mdgl-checkpoint/1',
    settings: tiny,
    rule: own?.rule ? 'halved' : 'mdgl',
    seed: 1,
    feedback: 'symmetric',
    engine: 'wasm',
    seconds: 0,
  } as const;
  const { failed } = await runAll([{ path, checkpoint, own }], 1, new AbortController().signal, deaf);
  return { curve: readCheckpoint(path)?.progress?.curve, failure: failed[0]?.[1].message };
}

async function here(run: Omit<Run, 'settings' | 'seed'>) {
  const all = { settings: tiny, seed: 1, ...run };
  const progress = begin(all);
  const engine = createEngine('wasm', { workers: 1 });
  for await (const _ of train(all, engine, progress)) { /* to the end */ }
  await engine.close();
  return progress.curve;
}

describe('a file of one’s own, which the job’s thread imports', () => {
  it.each([
    ['an ES module', 'rule.mjs', `export default ${rule};`],
    ['CommonJS', 'rule.cjs', `exports.default = ${rule};`],
    ['plain CommonJS', 'rule.cjs', `module.exports = ${rule};`],
  ])('is a rule, in %s', async (_, name, text) => {
    const { curve, failure } = await done({ rule: write(name, text) });
    expect(failure).toBeUndefined();
    expect(curve).toEqual(await here({ rule: halved }));
    expect(curve).not.toEqual(await here({ rule: ruleOf('mdgl') }));
  });

  it('is a feedback', async () => {
    const text = `export default { id: 'minus', start: ({ weights }) => ({ F: weights.output.map((row) => row.map((w) => -w)) }) };`;
    const minus = {
      ...symmetric,
      id: 'minus',
      start: ({ weights }: Parameters<typeof symmetric.start>[0]) => ({ F: weights.output.map((row) => row.map((w) => -w)) }),
    };
    const { curve, failure } = await done({ feedback: write('minus.mjs', text) });
    expect(failure).toBeUndefined();
    expect(curve).toEqual(await here({ rule: ruleOf('mdgl'), feedback: minus }));
  });

  it('is refused if it is missing, exports nothing as default, or no rule', async () => {
    expect((await done({ rule: join(newFolder(), 'none.mjs') })).failure).toContain('none.mjs');
    expect((await done({ rule: write('empty.mjs', 'export const rule = 1;') })).failure).toContain(
      'has no default export; allowed is a module'
    );
    expect((await done({ rule: write('odd.mjs', 'export default { id: 7 };') })).failure).toContain('rule');
  });
});

describe('a task of one’s own', () => {
  const run: Run = { settings: toySettings, task: toy, rule: ruleOf('mdgl'), seed: 1 };

  it.each(['E>I', 'random:0.5'])('goes with the silence of %s', async (silent) => {
    const progress = begin(run);
    const engine = createEngine('wasm', { workers: 1 });
    for await (const _ of trainUnder({ name: 'silence', silent }, run, engine, progress)) { /* to the end */ }
    await engine.close();
    expect(progress.iteration).toBe(12);
    const plain = begin(run);
    for await (const _ of train(run, undefined, plain)) { /* to the end */ }
    expect(progress.curve).not.toEqual(plain.curve);
  });

  it('goes with a comparison of gradients', async () => {
    const progress: PathProgress = begin(run);
    const comparison = { name: 'comparison', every: 6, candidates: candidates(), gammaTrials: 1 } as const;
    for await (const _ of trainUnder(comparison, run, referenceEngine(), progress)) { /* to the end */ }
    expect(progress.measurements!.map(({ iteration }) => iteration)).toEqual([0, 6, 12]);
  });

  it('is refused under another name than the settings say', () => {
    expect(() => begin({ ...run, settings: tiny })).toThrow(
      'task "toy" is handed in, settings.task says "evidence-accumulation"; allowed is the task of the settings'
    );
  });
});

it('the exact gradient beside a feedback that learns has no part of it', () => {
  const learned: Feedback = { id: 'learned', start: symmetric.start, step: (state) => state };
  const run: Run = { settings: tiny, rule: ruleOf('mdgl'), seed: 1, feedback: learned };
  const { state, iteration } = begin(run);
  const F = state.feedback!.F.map((row) => row.map(() => 7));
  const at = { iteration, state: { ...state, feedback: { F } } };
  expect(lessonOf(run, at, 'training').feedback).toBe(F);
  expect(lessonOf({ ...run, rule: ruleOf('bptt'), feedback: undefined }, at, 'training').feedback).toEqual(weightsOf(state).output);
});
