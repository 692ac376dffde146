import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { settings } from '../../../src/core/settings';
import { periodicTarget, type PeriodicTargetSettings } from '../../../src/core/tasks/periodic-target';

const { task } = settings('rflo');

function valuesOf(of: PeriodicTargetSettings): number[] {
  const [{ target }] = periodicTarget.batch(of, 1, 'training', 0, 1).trials;
  if (!('values' in target)) throw new Error('a target of values is meant');
  expect(target.squared).toBe('half mean');
  return target.values.map(([y]) => y);
}

describe('the periodic target', () => {
  it('is three sines of amplitude 1, ½ and ¼, of one, two and four times the frequency', () => {
    const values = valuesOf(task);
    expect(values).toHaveLength(100);
    expect(values[0]).toBe(0);
    values.forEach((y, t) => {
      const phase = (2 * Math.PI * t) / 100;
      expect(y).toBeCloseTo(Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.25 * Math.sin(4 * phase), 14);
    });
  });

  it('comes again in a trial that is longer than its period', () => {
    const values = valuesOf({ ...task, durationMs: 250 });
    expect(values).toHaveLength(250);
    for (const t of [0, 17, 99, 149]) expect(values[t + 100]).toBe(values[t]);
    expect(values[17]).not.toBe(values[67]);
  });

  it('refuses a period that is longer than the trial', () => {
    expect(() => settings('rflo', { task: { name: 'periodic-target', periodMs: 101 } })).toThrow(
      new InputError('settings: task.periodMs: must be at most durationMs, that of a trial (given: 101)')
    );
    expect(settings('rflo', { task: { name: 'periodic-target', periodMs: 100 } }).task.periodMs).toBe(100);
  });
});

describe('RFLO\'s presets', () => {
  it('have the sizes of the notebook, and of the longest period of the figure', () => {
    for (const [preset, units, steps] of [['rflo', 50, 100], ['rflo-long', 30, 1600]] as const) {
      const { network, task: own } = settings(preset);
      expect(network.cellTypes.map(({ lif }) => lif)).toEqual([units]);
      expect(periodicTarget.size(own)).toEqual({ inputs: 1, outputs: 1, steps });
      expect(own.periodMs).toBe(steps);
    }
    expect(settings('rflo').training).toMatchObject({ iterations: 10_000, trials: 1, learningRate: 0.03, optimizer: 'gradient-descent' });
  });
});
