import { afterAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/core/engine';
import { rules } from '../../../src/core/rules';
import { settings, type PresetName } from '../../../src/core/settings';
import { tasks } from '../../../src/core/tasks';
import { begin, train } from '../../../src/core/training/train';
import { barTasks } from '../../support/digits';

const engine = createEngine('wasm', { workers: 1 });
afterAll(() => engine.close());

describe.each(tasks.filter(({ preset }) => preset))('$name', ({ name }) => {
  // At this threshold neurons fire from the start under each preset.
  const config = settings(name as PresetName, {
    network: { threshold: 0.01 }, training: { iterations: 1, trials: 2, validationTrials: 2 },
  });

  it.each(rules)('can be learned by $id: an update moves all weights, and they stay finite', async (rule) => {
    const run = { settings: config, rule, seed: 1, task: barTasks.find((task) => task.name === name) };
    const progress = begin(run);
    const before = structuredClone(progress.state);
    for await (const { loss } of train(run, engine, progress)) expect(loss).toBeGreaterThan(0);
    expect(progress.curve).toHaveLength(2);
    for (const weights of ['input', 'recurrent', 'output'] as const) {
      const { theta } = progress.state[weights];
      expect(theta.every(Number.isFinite)).toBe(true);
      expect(theta).not.toEqual(before[weights].theta);
    }
  });
});
