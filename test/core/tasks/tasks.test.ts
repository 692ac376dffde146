import { describe, expect, it } from 'vitest';
import { spikesAt, stepsOf } from '../../../src/core/network/raster';
import { presets } from '../../../src/core/settings';
import { taskOf, tasks } from '../../../src/core/tasks';
import type { Use } from '../../../src/core/tasks/task';
import { barTasks } from '../../support/digits';

/** Settings of each task of the list, from its preset. */
const known = Object.values({ ...presets, 'published-code': presets.figure3c, tiny: presets.figure3c }).map(({ task }) => ({
  name: taskOf(task).name, task: taskOf(task), settings: task,
})).filter(({ name }, at, all) => all.findIndex((other) => other.name === name) === at);

describe('the list of tasks', () => {
  it('has a preset of each', () => expect(known.map(({ name }) => name).sort()).toEqual(tasks.map(({ name }) => name).sort()));
});

// Those that show digits, which need not be at hand, are tested in mnist.test.ts.
const withoutDigits = known.filter(({ name }) => barTasks.every((task) => task.name !== name));

describe.each(withoutDigits)('$name', ({ name, task, settings }) => {
  const batch = (seed = 1, use: Use = 'training', iteration = 0, count = 3) =>
    [...task.batch(settings, seed, use, iteration, count).trials];
  const inputOf = ({ input }: ReturnType<typeof batch>[number]) => `${input.offsets.join()};${input.channels.join()}`;
  const { inputs, outputs, steps } = task.size(settings);

  // The periodic target has no input.
  it('makes trials of its size, in which each input fires', () => {
    const fired = new Set<number>();
    for (const { input } of batch(1, 'training', 0, 40)) {
      expect(stepsOf(input)).toBe(steps);
      for (let t = 0; t < steps; t++) spikesAt(input, t).forEach((i) => fired.add(i));
    }
    expect([...fired].sort((a, b) => a - b)).toEqual(Array.from({ length: name === 'periodic-target' ? 0 : inputs }, (_, i) => i));
  });

  it('asks for what the readout can say, in steps that there are', () => {
    for (const { target } of batch(1, 'training', 0, 40)) {
      if ('values' in target) expect(target.values.map((row) => row.length)).toEqual(Array(steps).fill(outputs));
      else {
        const windows = 'windows' in target ? target.windows : [{ class: target.class, from: steps - (target.lastSteps ?? 1), to: steps }];
        expect(windows.length).toBeGreaterThan(0);
        for (const { class: said, from, to } of windows) {
          expect(said >= 0 && said < outputs && Number.isInteger(said)).toBe(true);
          expect(0 <= from && from < to && to <= steps).toBe(true);
        }
      }
    }
  });

  it('makes the same trials again, each by itself: the size of the batch does not matter', () => {
    expect(batch(1, 'training', 0, 8)).toEqual(batch(1, 'training', 0, 8));
    expect(batch(1, 'training', 0, 8).slice(0, 3)).toEqual(batch());
  });

  // Pattern generation has one frozen input a run.
  it('draws other spikes for each seed, and if they are not frozen for each use, iteration and trial', () => {
    const keys = [[1, 'training', 0], [2, 'training', 0], [1, 'validation', 0], [1, 'stop', 0], [1, 'training', 1]] as const;
    const drawn = new Set(keys.flatMap(([seed, use, iteration]) => batch(seed, use, iteration).map(inputOf)));
    expect(drawn.size).toBe(({ 'pattern-generation': 2, 'periodic-target': 1 } as Record<string, number>)[name] ?? 15);
  });

  it('names groups of inputs that are all inputs, and cues within the trial', () => {
    const groups = task.inputGroups?.(settings) ?? [];
    const named = groups.flatMap(({ first, count }) => Array.from({ length: count }, (_, i) => first + i));
    if (groups.length > 0) expect(named).toEqual(Array.from({ length: inputs }, (_, i) => i));
    for (const { start, end } of task.cues?.(settings) ?? []) expect(0 <= start && start < end && end <= steps).toBe(true);
  });

  it('refuses a seed, an iteration or a count that is no whole number', () => {
    expect(() => task.batch(settings, 0.5, 'training', 0, 1)).toThrow(/seed/);
    expect(() => task.batch(settings, 1, 'training', -1, 1)).toThrow(/iteration/);
    expect(() => task.batch(settings, 1, 'training', 0, 0)).toThrow(/count/);
  });
});
