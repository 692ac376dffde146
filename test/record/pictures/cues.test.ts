import { expect, it } from 'vitest';
import { ruleOf } from '../../../src/core/rules';
import { presets } from '../../../src/core/settings';
import { begin } from '../../../src/core/training/train';
import { lessonAt } from '../../../src/record/lesson-at';
import { cuesOf } from '../../../src/record/pictures/cues';
import { record } from '../../../src/record/record';

const run = { settings: presets.tiny, rule: ruleOf('e-prop'), seed: 2 };
const lesson = lessonAt(run, begin(run));
const recording = record({ ...lesson, what: ['inputSpikes'], ofTrials: 'all' });

it('lie where the task has them', () => {
  // three cues of 25 ms in slots of 30, a delay of 30 ms and a recall of 30 ms
  expect(cuesOf(recording, 0).map(({ start, end }) => [start, end])).toEqual([[0, 25], [30, 55], [60, 85], [120, 150]]);
});

it('are named by their side: most are left where the target says so', () => {
  const targets = Array.from(lesson.trials, ({ target }) => (target as { class: number }).class);
  const sides = targets.map((_, trial) => cuesOf(recording, trial).slice(0, 3).map(({ label }) => label));
  expect(sides.map((labels) => Number(labels.filter((label) => label === 'L').length > 1.5))).toEqual(targets);
  expect(new Set(sides.map((labels) => labels.join(''))).size).toBe(8);
});

it('have no side where the inputs were not recorded, and are none where there is no task', () => {
  expect(cuesOf({ ...recording, arrays: {} }, 0).map(({ label }) => label)).toEqual(['cue', 'cue', 'cue', 'recall']);
  expect(cuesOf({ ...recording, attributes: {} }, 0)).toEqual([]);
});
