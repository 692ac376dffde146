import { describe, expect, it } from 'vitest';
import type { Lesson } from '../../../src/core/engine/engine';
import { referenceEngine } from '../../../src/core/engine/reference/reference';
import { zeros } from '../../../src/core/network/matrix';
import { raster } from '../../../src/core/network/raster';
import { normal, stream } from '../../../src/core/random';
import { rules } from '../../../src/core/rules';
import { eProp } from '../../../src/core/rules/e-prop';
import { traceOf, type Rule } from '../../../src/core/rules/rule';
import { contextOf } from '../../support/context';
import { distance, expectAlive, largest, liveLesson, SILENT_INPUT } from '../../support/live-lesson';

const learn = async (lesson: Lesson) => {
  const result = await referenceEngine().learn(lesson);
  expectAlive(result);
  return result;
};

/** e-prop with the eligibility of another rule. */
const silentTwin = (rule: Rule): Rule => ({ ...eProp, trace: traceOf(rule) });

describe.each(rules)('$id', (rule) => {
  it('changes no autapse', async () => {
    const { gradients } = await learn(liveLesson(rule));
    expect(gradients.recurrent.map((row, q) => row[q])).toEqual(Array(15).fill(0));
  });

  it('changes no synapse of an input that is silent, and some of every other input', async () => {
    const { gradients } = await learn(liveLesson(rule));
    gradients.input.forEach((row, i) => {
      if (i === SILENT_INPUT) expect(row).toEqual(new Float64Array(row.length));
      else expect(row.some((change) => change !== 0)).toBe(true);
    });
  });

  it('changes unconnected places too: absent synapses have a gradient', async () => {
    const lesson = liveLesson(rule);
    const { gradients } = await learn(lesson);
    const absent = gradients.recurrent.flatMap((row, q) => [...row].filter((_, p) => q !== p && lesson.weights.recurrent[q][p] === 0));
    expect(absent.filter((change) => change !== 0).length).toBeGreaterThan(absent.length / 2);
  });

  it('changes nothing but the bias in a silent network', async () => {
    const live = liveLesson(rule);
    const trials = [...live.trials].map((trial) => ({ ...trial, input: raster(live.steps, []) }));
    const { gradients, spikeCounts } = await referenceEngine().learn({ ...live, trials });
    expect(largest([spikeCounts])).toBe(0);
    expect([gradients.input, gradients.recurrent, gradients.output].map(largest)).toEqual([0, 0, 0]);
    expect(largest([gradients.bias])).toBeGreaterThan(0.01);
  });

  it('is e-prop where no neuron is connected to any other', async () => {
    const lesson = liveLesson(rule);
    const alone = { ...lesson, weights: { ...lesson.weights, recurrent: zeros(15, 15) } };
    const { gradients } = await learn(alone);
    const twin = await learn({ ...alone, rule: silentTwin(rule) });
    expect(distance(gradients.input, twin.gradients.input)).toBeLessThan(1e-12);
    expect(distance(gradients.recurrent, twin.gradients.recurrent)).toBeLessThan(1e-12);
  });

  it('changes readout and bias exactly as e-prop does, with any feedback', async () => {
    const { gradients } = await learn(liveLesson(rule));
    const other = await learn({ ...liveLesson(eProp), feedback: randomFeedback(15, 3) });
    expect(gradients.output).toEqual(other.gradients.output);
    expect(gradients.bias).toEqual(other.gradients.bias);
  });

  it('can be told from every other rule on a live network', async () => {
    const { gradients } = await learn(liveLesson(rule));
    for (const other of rules) {
      if (other === rule) continue;
      const { gradients: others } = await learn(liveLesson(other));
      expect(distance(gradients.recurrent, others.recurrent), other.id).toBeGreaterThan(1e-3);
      expect(distance(gradients.input, others.input), other.id).toBeGreaterThan(1e-3);
    }
  });

  it('gives the gradient of the places that are asked for, the same as if all were', async () => {
    const lesson = liveLesson(rule);
    const { gradients: all } = await learn(lesson);
    const { gradients: some } = await learn({ ...lesson, places: lesson.weights });
    lesson.weights.recurrent.forEach((row, q) =>
      row.forEach((w, p) => {
        if (w !== 0) expect(some.recurrent[q][p]).toBe(all.recurrent[q][p]);
      })
    );
  });
});

describe.each(rules.filter((rule) => rule.modulation))('$id, a modulated rule', (rule) => {
  it('is e-prop to the digit where modulation is zero', async () => {
    const lesson = liveLesson(rule);
    const { gradients } = await learn({ ...lesson, modulation: zeros(15, 15) });
    const { gradients: expected } = await learn({ ...lesson, rule: eProp });
    expect(gradients).toEqual(expected);
  });

  it('uses its own G of the weights as they are', async () => {
    const lesson = liveLesson(rule);
    const G = rule.modulation!(lesson.weights.recurrent, contextOf(lesson.network));
    expect(largest(G)).toBeGreaterThan(0);
    expect(await learn({ ...lesson, modulation: G })).toEqual(await learn(lesson));
  });
});

describe.each(rules.filter((rule) => rule.credit === 'local'))('$id, a local rule', (rule) => {
  it('learns in proportion to the feedback', async () => {
    const lesson = liveLesson(rule);
    const { gradients: once } = await learn(lesson);
    const { gradients: thrice } = await learn({ ...lesson, feedback: lesson.feedback.map((row) => row.map((f) => 3 * f)) });
    expect(distance(thrice.recurrent, once.recurrent.map((row) => row.map((g) => 3 * g)))).toBeLessThan(1e-12);
  });

  it('takes feedback that has nothing to do with the readout', async () => {
    const lesson = liveLesson(rule);
    const { gradients: symmetric } = await learn(lesson);
    const { gradients: random } = await learn({ ...lesson, feedback: randomFeedback(15, 3) });
    expect(distance(random.recurrent, symmetric.recurrent)).toBeGreaterThan(0.1);
  });
});

function randomFeedback(rows: number, columns: number) {
  const draw = stream(9, 'random feedback');
  return zeros(rows, columns).map((row) => row.map(() => normal(draw)));
}
