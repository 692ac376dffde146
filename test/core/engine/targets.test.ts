import { afterAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/core/engine';
import { InputError } from '../../../src/core/errors';
import type { Target } from '../../../src/core/network/trial';
import { ruleOf } from '../../../src/core/rules';
import { liveLesson, STEPS } from '../../support/live-lesson';
import { matrix } from '../../support/network';

const engines = [createEngine('wasm', { workers: 1 }), createEngine('reference')];
afterAll(() => Promise.all(engines.map((engine) => engine.close())));

const wrong: [target: Target, message: string][] = [
  [{ class: 3 }, 'the class of trial 0 is 3, must be a whole number from 0 to 2'],
  [{ class: 0, lastSteps: STEPS + 1 }, `the first judged step of trial 0 is -1, must be a whole number from 0 to ${STEPS - 1}`],
  [{ class: 0, lastSteps: 0 }, `the first judged step of trial 0 is ${STEPS}, must be a whole number from 0 to ${STEPS - 1}`],
  [{ windows: [] }, 'the target of trial 0 has 0 windows, must have at least 1'],
  [{ windows: [{ class: -1, from: 0, to: 1 }] }, 'the class of trial 0 is -1, must be a whole number from 0 to 2'],
  [{ windows: [{ class: 0, from: 5, to: 5 }] }, 'the first judged step of trial 0 is 5, must be a whole number from 0 to 4'],
  [{ windows: [{ class: 0, from: 5, to: STEPS + 1 }] },
    `the end of what is judged in trial 0 is ${STEPS + 1}, must be a whole number from 1 to ${STEPS}`],
  [{ values: matrix([1, 2, 3]) }, `the target of trial 0 is 1 × 3, must be ${STEPS} × 3`],
];

describe.each(engines)('the $name engine refuses a target that the readout cannot have', (engine) => {
  it.each(wrong)('%j', async (target, message) => {
    const lesson = liveLesson(ruleOf('mdgl'));
    const trials = [...lesson.trials].map(({ input }) => ({ input, target }));
    await expect(engine.learn({ ...lesson, trials })).rejects.toThrow(new InputError(message));
  });
});
