import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNetworkCase } from '../../src/cases/case';
import { compare } from '../../src/cases/compare';
import { caseLesson } from '../../src/cases/lesson';
import { ruleOf } from '../../src/core/rules';
import type { FeedbackName } from '../../src/core/rules/feedback/feedback';
import { record } from '../../src/record/record';
import { FAMILY, GOLDEN } from '../support/golden';

const paths = ['two-types', 'four-types', 'lif-only', 'empty-block', 'rate-penalty', 'paper-size'].map((name) =>
  join(GOLDEN, `${name}.json.gz`)
);
const family = ['delay-3', 'every-step'].map((name) => join(FAMILY, `${name}.json.gz`));

/** Golden keys: what rule, with which feedback. */
const methods: [key: string, rule: string, feedback: FeedbackName][] = [
  ['mdgl', 'mdgl', 'symmetric'],
  ['bptt', 'bptt', 'symmetric'],
  ['mdgl-random', 'mdgl', 'random'],
];

describe.each([...paths, ...family])('%s', (path) => {
  const file = readNetworkCase(path);
  it.each(methods.filter(([, , feedback]) => feedback === 'symmetric' || file.randomFeedback))(
    'has the expected gradient of %s as the sum of recorded weight changes',
    (key, rule, feedback) => {
      const lesson = caseLesson(file, path, ruleOf(rule), feedback);
      const {
        arrays: { weightChange },
        coordinates: { pre, post, fromInput },
      } = record({ ...lesson, what: ['weightChange'], ofTrials: 'all', synapses: 'random:30', inputSynapses: 'random:20' });
      const [trials, steps, synapses] = weightChange.shape;
      const ends = Array.from({ length: synapses }, (_, s) =>
        Array.from({ length: trials }, (_, m) => weightChange.data[(m * steps + steps - 1) * synapses + s]).reduce((a, b) => a + b)
      );
      const expected = Array.from(
        pre.data,
        (q, s) => file.expected!.rules[key][fromInput.data[s] ? 'input' : 'recurrent'][q][post.data[s]]
      );
      expect(expected.filter((value) => value !== 0).length).toBeGreaterThan(5);
      const { error, tolerance } = compare('gradient', ends, expected, 1e-10);
      expect(error).toBeLessThan(tolerance);
    }
  );
});
