import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/core/engine';
import { ruleOf } from '../../../src/core/rules';
import { symmetric } from '../../../src/core/rules/feedback/symmetric';
import type { LocalRule } from '../../../src/core/rules/rule';
import { settings } from '../../../src/core/settings';
import type { Run } from '../../../src/core/training/run';
import { begin, train } from '../../../src/core/training/train';
import { readCheckpoint } from '../../../src/node/results/checkpoint';
import type { Job } from '../../../src/studies/jobs/job';
import { runAll } from '../../../src/studies/jobs/run-all';
import { newFolder, write } from '../../support/golden';

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
