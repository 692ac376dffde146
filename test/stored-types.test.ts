import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { initialWeights } from '../src/core/network/initial-weights';
import { networkOf } from '../src/core/network/network';
import { ruleOf } from '../src/core/rules';
import { cosine } from '../src/core/stats/cosine';
import { tInterval } from '../src/core/stats/t-interval';
import { lessonOf } from '../src/core/training/lesson';
import { begin } from '../src/core/training/train';
import { readWeights } from '../src/node/results/read-weights';
import { differencesBySeed } from '../src/studies/curves/final-means';
import { finalWindow } from '../src/studies/curves/final-window';
import { partsOfInterval } from '../src/studies/curves/in-words';
import { readStoredRuns } from '../src/studies/figure3c/stored-runs';
import { modulatorySignals } from '../src/studies/gamma/modulatory-signals';
import { readTypes } from '../src/studies/types/folder';
import { typesResults } from '../src/studies/types/numbers';
import { typesPlanOf } from '../src/studies/types/plan';
import { typesTable } from '../src/studies/types/table';
import { proseOf } from './support/prose';

const DATA = join(__dirname, '..', 'data');

const [readme, notebook] = ['README.md', 'notebooks/14-types-and-feedback.ipynb'].map(proseOf);

describe('the stored study of types', () => {
  const study = readTypes(join(DATA, 'types'));
  const results = typesResults(study, finalWindow(study.runs));
  const of = (rule: string) => results.find((result) => result.rule === rule)!;

  it('is whole: every rule of the plan with five seeds, 2000 iterations, Γ every 200', () => {
    const { rules, settings, every } = study.manifest;
    expect(rules).toEqual(typesPlanOf({ preset: 'figure3c', settings, every, runs: 5 }).rules);
    for (const rule of rules) {
      const [runs, gamma] = [study.runs, study.gamma].map((rows) =>
        rows.filter((row) => row.rule === rule).map(({ seed, iteration }) => `${seed} ${iteration}`));
      const whole = (step: number) => [1, 2, 3, 4, 5].flatMap((seed) =>
        Array.from({ length: 2000 / step + 1 }, (_, n) => `${seed} ${step * n}`));
      expect([runs, gamma], rule).toEqual([whole(10), whole(200)]);
    }
  });

  it('went along the runs of Figure 3C, digit for digit', () => {
    for (const rule of ['e-prop', 'mdgl']) {
      const inFigure = readStoredRuns(join(DATA, 'figure3c')).filter((point) => point.rule === rule);
      expect(study.runs.filter((point) => point.rule === rule)).toEqual(inFigure);
    }
  });

  it('shows no number of types to end elsewhere than MDGL, in nine comparisons but for e-prop', () => {
    const compared = results.filter(({ beside }) => beside);
    expect(compared).toHaveLength(9);
    for (const { rule, beside } of compared) {
      const { low, high, holm } = beside!;
      expect([low! < 0 && high! > 0, holm > 0.05], rule).toEqual(rule === 'e-prop' ? [false, false] : [true, true]);
    }
    const table = typesTable(results, finalWindow(study.runs));
    for (const [rule, interval] of [
      ['mdgl-1', '+0.015 [−0.019, +0.050]'], ['mdgl-random-16', '−0.014 [−0.076, +0.048]'], ['mdgl-bca', '+0.008 [−0.073, +0.089]'],
    ] as const) {
      expect(table.split('\n').find((line) => line.startsWith(`${rule} `))).toContain(interval);
      for (const text of [readme, notebook]) expect(text).toContain(interval);
    }
  });

  it('has one type below e-prop in every seed, though it explains 4 % of Γ', () => {
    const differences = differencesBySeed(of('mdgl-1').losses, of('e-prop').losses);
    expect(differences.every((difference) => difference < 0)).toBe(true);
    const below = tInterval(differences.map((difference) => -difference));
    for (const text of [readme, notebook]) {
      expect(text).toContain(`${partsOfInterval(below).join(' ')} below e-prop, in 5 of 5 seeds`);
      expect(text).toContain(`explains ${Math.round(100 * of('mdgl-1').explained![1])} %`);
    }
  });

  it('has networks most of whose neurons have no readout weight', () => {
    const without = study.manifest.seeds.map((seed) => {
      const { output } = initialWeights(study.manifest.settings, seed).weights;
      return output.filter((row) => row.every((w) => w === 0)).length;
    });
    expect([Math.min(...without), Math.max(...without), study.manifest.settings.network.cellTypes.length]).toEqual([80, 84, 2]);
    for (const text of [readme, notebook]) expect(text).toContain('80 to 84 of the 100 neurons have no readout weight');
  });

  it.each([1, 2, 3, 4, 5])('tells E by one type what MDGL tells them, smaller, and I the opposite (seed %i)', async (seed) => {
    const weights = await readWeights(join(DATA, 'figure3c', 'weights', `mdgl-${seed}.npz`));
    const [one, two] = ['mdgl-1', 'mdgl'].map((rule) => {
      const run = { settings: study.manifest.settings, rule: ruleOf(rule), seed };
      const lesson = lessonOf(run, begin(run), 'validation');
      const [trial] = lesson.trials;
      return modulatorySignals({ ...lesson, weights }, trial, [run.rule], () => new Float64Array(100))[0];
    });
    const { types } = networkOf(study.manifest.settings);
    const [inhibitory, excitatory] = [0, 1].map((type) =>
      [one, two].map((gamma) => gamma.flatMap((row) => [...row].filter((_, p) => types[p] === type))));
    expect(cosine(excitatory[0], excitatory[1])).toBeGreaterThan(0.998);
    expect(cosine(inhibitory[0], inhibitory[1])).toBeLessThan(-0.98);
    const squares = excitatory.map((values) => values.reduce((sum, x) => sum + x * x, 0));
    const size = Math.sqrt(squares[0] / squares[1]);
    expect([size > 0.135, size < 0.275]).toEqual([true, true]);
  });
});
