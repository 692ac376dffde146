import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/core/engine';
import { ruleOf } from '../../../src/core/rules';
import { settings } from '../../../src/core/settings';
import { begin } from '../../../src/core/training/train';
import { writeCheckpoint } from '../../../src/node/results/checkpoint';
import { trainUnder } from '../../../src/studies/jobs/condition';
import { isComplete } from '../../../src/studies/jobs/job';
import { knockout } from '../../../src/studies/knockout/knockout';
import { nameOfPair } from '../../../src/studies/knockout/pair';
import { parseChanges } from '../../../src/studies/knockout/parse-changes';
import { knockoutPlanOf, type KnockoutChoices } from '../../../src/studies/knockout/plan';
import { iterationsOf, jobsOfStage, labelOf, pointsOf, stagesOf } from '../../../src/studies/knockout/runs';
import { newFolder } from '../../support/golden';

const quick = settings('tiny', { training: { iterations: 12, validateEvery: 2, trials: 4, validationTrials: 8 } });
const choices: KnockoutChoices = { preset: 'tiny', settings: quick, rule: 'mdgl', engine: 'wasm', from: [5, 0], runs: 2 };
const plan = knockoutPlanOf(choices);
const engine = createEngine('wasm', { workers: 1 });

describe('a plan', () => {
  it('names every pair, the seeds, and where the silence begins', () => {
    expect(plan).toMatchObject({ rule: 'mdgl', seeds: [1, 2], feedback: 'symmetric', from: [0, 5] });
    expect(plan.pairs.map(nameOfPair)).toEqual(['E>E', 'E>I', 'I>E', 'I>I']);
  });

  it.each<[Partial<KnockoutChoices>, RegExp]>([
    [{ rule: 'e-prop' }, /rule e-prop: cell types say nothing/],
    [{ from: [0, 12] }, /from 12: allowed is a whole number from 0 to 11/],
    [{ from: [3, 3] }, /from 3 is named twice/],
    [
      { silences: ['E>E'] },
      /silence E>E: a study silences each single pair anyway; allowed are several pairs with commas between, or random:share/,
    ],
    [{ feedback: 'broadcast' }, /feedback broadcast: the errors of classes sum to 0/],
    [{ silences: ['E>I,E>I'] }, /E>I is named twice/],
    [{ silences: ['E>I,I>E', 'I>E, E>I'] }, /silence E>I,I>E is named twice; name each once/],
    [{ silences: ['random:0.50', 'random:0.5'] }, /silence random:0\.5 is named twice/],
    [{ silences: ['random:2'] }, /silence "random:2": has no share/],
    [
      {
        settings: settings('tiny', {
          network: {
            cellTypes: [
              { name: 'I,1', sign: -1, lif: 5, alif: 0 },
              { name: 'E', sign: 1, lif: 10, alif: 0 },
            ],
          },
        }),
      },
      /cell type "I,1"; allowed for a study is a name without commas, quotes and line breaks/,
    ],
  ])('refuses %j', (other, message) => {
    expect(() => knockoutPlanOf({ ...choices, ...other })).toThrow(message);
  });

  it('takes what else is silent in whatever order, and has no word of it where nothing is', () => {
    expect(knockoutPlanOf({ ...choices, silences: ['random:0.660', 'I>I, E>I'] }).silences).toEqual(['E>I,I>I', 'random:0.66']);
    expect(plan).not.toHaveProperty('silences');
    expect(knockoutPlanOf({ ...choices, silences: [] })).not.toHaveProperty('silences');
  });

  it('of Figure 3C takes 84,000 iterations', () => {
    expect(iterationsOf(knockoutPlanOf({ ...choices, preset: 'figure3c', settings: settings(), from: [0, 300], runs: 5 }))).toBe(
      5 * (2000 + 4 * 2000 + 4 * 1700)
    );
  });
});

describe('stages', () => {
  it('begin wherever pairs fall silent, and at 0', () => {
    expect(stagesOf(plan)).toEqual([{ begin: 0, end: 5 }, { begin: 5, end: 12 }]);
    expect(stagesOf({ settings: quick, from: [0] })).toEqual([{ begin: 0, end: 12 }]);
    expect(stagesOf({ settings: quick, from: [3, 5] })).toEqual([{ begin: 0, end: 3 }, { begin: 3, end: 5 }, { begin: 5, end: 12 }]);
  });

  it('done one after the other give what single knock-outs give, and train nothing twice', async () => {
    const silences = ['E>I,I>E', 'random:0.5'];
    const longer = knockoutPlanOf({ ...choices, silences });
    const folder = newFolder();
    mkdirSync(join(folder, 'checkpoints'));
    let trained = 0;
    for (const stage of stagesOf(longer)) {
      const jobs = jobsOfStage(folder, longer, stage);
      expect(jobs.map(({ checkpoint }) => labelOf(checkpoint))).toHaveLength(2 + 4 * 2 + (stage.begin === 0 ? 2 * 2 : 0));
      for (const { path, checkpoint, condition } of jobs) {
        const run = { ...checkpoint, rule: ruleOf(checkpoint.rule) };
        const progress = structuredClone(checkpoint.progress) ?? begin(run);
        trained -= progress.iteration;
        for await (const _ of trainUnder(condition, run, engine, progress));
        trained += progress.iteration;
        writeCheckpoint(path, { ...checkpoint, progress });
      }
      expect(jobsOfStage(folder, longer, stage).every(isComplete)).toBe(true);
    }
    expect(trained).toBe(iterationsOf(longer));

    const points = pointsOf(folder, longer);
    expect(points).toHaveLength((2 + 2 * 4 * 2 + 2 * 2) * 7);
    for (const seed of longer.seeds) {
      for (const from of longer.from) {
        for (const silence of [...longer.pairs.map(nameOfPair), ...(from === 0 ? silences : [])]) {
          const changes = parseChanges({ silence }, quick.network.cellTypes);
          const { untouched, changed } = await knockout({ settings: quick, rule: ruleOf('mdgl'), seed }, changes, from, engine);
          const stored = (curve: string) =>
            points
              .filter(
                (point) =>
                  point.curve === curve && point.seed === seed && (curve === 'untouched' || (point.pair === silence && point.from === from))
              )
              .map(({ iteration, loss, accuracy, rateHz }) => ({ iteration, loss, accuracy, rateHz }));
          expect(stored('changed')).toEqual(changed);
          expect(stored('untouched')).toEqual(untouched);
          expect(changed).not.toEqual(untouched);
        }
      }
    }

    // What was there before is neither trained nor read from checkpoints.
    const before = points.filter(({ pair }) => pair === null || !silences.includes(pair));
    const rest = newFolder();
    mkdirSync(join(rest, 'checkpoints'));
    const missing = stagesOf(longer).map((stage) => jobsOfStage(rest, longer, stage, before).map(({ checkpoint }) => labelOf(checkpoint)));
    expect(missing).toEqual([silences.flatMap((silence) => [`${silence} silent from 0, seed 1`, `${silence} silent from 0, seed 2`]), []]);
    expect(iterationsOf(longer, before)).toBe(2 * 2 * 12);
    for (const name of readdirSync(join(folder, 'checkpoints'))) {
      if (!name.startsWith('silence-')) rmSync(join(folder, 'checkpoints', name));
    }
    expect(pointsOf(folder, longer, before)).toEqual(points);
  });

  it('go past a criterion that would end training, as single knock-outs do', async () => {
    const stop = { errorBelow: 1, validations: 1, which: 'last' } as const;
    const ending = settings('tiny', { training: { ...quick.training, stop } });
    const [job] = jobsOfStage(newFolder(), knockoutPlanOf({ ...choices, settings: ending }), { begin: 0, end: 5 });
    expect(job.checkpoint.settings.training).toEqual({ ...quick.training, iterations: 5 });
    const curves = (of: typeof quick) => knockout({ settings: of, rule: ruleOf('mdgl'), seed: 1 }, [], 5, engine);
    expect(await curves(ending)).toEqual(await curves(quick));
  });

  it('need the stage before', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'checkpoints'));
    expect(() => jobsOfStage(folder, plan, { begin: 5, end: 12 })).toThrow('is not at iteration 5 yet');
  });

  it('refuse a checkpoint of another study', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'checkpoints'));
    const [job] = jobsOfStage(folder, plan, stagesOf(plan)[0]);
    writeCheckpoint(job.path, { ...job.checkpoint, rule: 'nl-mdgl' });
    expect(() => jobsOfStage(folder, plan, stagesOf(plan)[0])).toThrow(
      /is of another run \(rule: "nl-mdgl" there, "mdgl" here\); delete it/
    );
  });
});
