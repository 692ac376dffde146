import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors';
import { presets, settings, type PresetName } from '../../src/core/settings';

/** The message of the one-line error with which settings are refused. */
function refusal(changes: unknown, preset = 'tiny'): string {
  try {
    settings(preset as PresetName, changes as object);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).not.toContain('\n');
    return (error as Error).message;
  }
  throw new Error('was not refused');
}

describe('the preset figure3c holds the numbers of the paper', () => {
  const { network, task, training } = settings();

  it('81 of 100 neurons are excitatory, int(0.8 · 100) + 1; half of all adapt', () => {
    const of = (sign: number) =>
      network.cellTypes.filter((type) => type.sign === sign).reduce((sum, type) => sum + type.lif + type.alif, 0);
    expect([of(1), of(-1)]).toEqual([81, 19]);
    expect(network.cellTypes.reduce((sum, type) => sum + type.alif, 0)).toBe(50);
  });

  it('33 of 40 inputs are excitatory', () => {
    expect([network.excitatoryInputs, 4 * task.neuronsPerPopulation]).toEqual([33, 40]);
  });

  it('a trial lasts 2000 ms', () => {
    expect(task.cues * task.slotMs + task.delayMs + task.recallMs).toBe(2000);
  });

  it('the constants of neurons and learning are those of the table', () => {
    expect(network).toMatchObject({
      tauMembraneMs: 20, tauAdaptationMs: 2000, tauReadoutMs: 20, threshold: 0.01, adaptationStrength: 1.8, dampening: 0.3, refractoryMs: 5,
      delayMs: 1, connectivity: 0.1,
    });
    expect(training).toMatchObject({
      iterations: 2000, validateEvery: 10, trials: 64, validationTrials: 64, learningRate: 0.0025, learningRateDecay: 0.8,
      learningRateDecayEvery: 200_000, l1: 0.01, temperature: 0, reconnect: 'initial', rateCoefficient: 0.1, rateTargetHz: 10,
    });
  });

  it('published-code is the same without the firing-rate regularisation', () => {
    expect(settings('published-code')).toEqual(settings('figure3c', { training: { rateCoefficient: 0 } }));
  });
});

describe('settings', () => {
  it.each(Object.keys(presets) as PresetName[])('of the preset %s pass their own check', (name) => {
    expect(settings(name)).toEqual(presets[name]);
  });

  it('change what is named and keep the rest', () => {
    const changed = settings('tiny', { task: { cues: 5 } });
    expect(changed).toEqual({ ...presets.tiny, task: { ...presets.tiny.task, cues: 5 } });
  });

  it('are frozen all through', () => {
    const { network } = settings('tiny');
    expect(() => { (network as { threshold: number }).threshold = 1; }).toThrow(TypeError);
    expect(() => { (network.cellTypes[0] as { lif: number }).lif = 1; }).toThrow(TypeError);
  });

  const refused: [changes: unknown, message: string][] = [
    [{ network: { connectivity: 1.5 } }, 'network.connectivity: must be in (0, 1] (given: 1.5)'],
    [{ network: { connectivity: 0 } }, 'network.connectivity: must be in (0, 1] (given: 0)'],
    [{ network: { connectivity: NaN } }, 'network.connectivity: must be a finite number (given: NaN)'],
    [{ network: { tauMembraneMs: -20 } }, 'network.tauMembraneMs: must be above 0 (given: -20)'],
    [{ network: { tauAdaptationMs: Infinity } }, 'network.tauAdaptationMs: must be a finite number (given: Infinity)'],
    [{ network: { threshold: '0.01' } }, 'network.threshold: must be a finite number (given: "0.01")'],
    [{ network: { delayMs: 0 } }, 'network.delayMs: must be above 0 (given: 0)'],
    [{ network: { cellTypes: [] } }, 'network.cellTypes: must have at least 1 entries (given: a list of 0)'],
    [{ network: { cellTypes: [{ name: 'I', sign: -1, lif: 0, alif: 0 }] } },
      'network.cellTypes[0]: a cell type needs at least one neuron: lif + alif must be 1 or more'],
    [{ network: { cellTypes: [{ name: 'I', sign: 0, lif: 1, alif: 0 }] } },
      'network.cellTypes[0].sign: must be 1 (excitatory) or -1 (inhibitory) (given: 0)'],
    [{ network: { cellTypes: [{ name: 'E', sign: 1, lif: 60_000, alif: 6_000 }] } },
      'network.cellTypes: must have at most 65535 neurons in all (given: a list of 1)'],
    [{ network: { excitatoryInputs: 17 } }, 'network.excitatoryInputs: must not exceed the number of the task\'s inputs (given: 17)'],
    [{ task: { delayMs: 1e9 } }, 'task: a trial has 1000000120 steps, must have at most 1000000'],
    [{ task: { cues: 4 } }, 'task.cues: the number of cues must be odd, so that one side has more (given: 4)'],
    [{ task: { cueMs: 200 } }, 'task.cueMs: must not be longer than slotMs (given: 200)'],
    [{ training: { trials: 1.5 } }, 'training.trials: must be an integer (given: 1.5)'],
    [{ training: { iterations: -3 } }, 'training.iterations: must be above 0 (given: -3)'],
    [{ training: { reconnect: 'some' } }, 'training.reconnect: must be "initial" or "any" (given: "some")'],
    [{ training: { l1: null } }, 'training.l1: must be a finite number (given: null)'],
    [{ training: { learnRate: 1 } },
      'training: unknown "learnRate", known are iterations, validateEvery, trials, validationTrials, optimizer, learningRate, '
        + 'learningRateDecay, '
        + 'learningRateDecayEvery, l1, temperature, reconnect, rateCoefficient, rateTargetHz, rateOf, '
        + 'stop'],
    [{ trainig: {} }, 'unknown "trainig", known are network, task, training'],
    [{ network: 5 }, 'network: must be an object (given: 5)'],
  ];
  it.each(refused)('%j are refused', (changes, message) => {
    expect(refusal(changes)).toBe(`settings: ${message}`);
  });

  it('name each of several mistakes', () => {
    expect(refusal({ network: { threshold: 0 }, training: { trials: 0 } })).toBe(
      'settings: network.threshold: must be above 0 (given: 0); training.trials: must be above 0 (given: 0)'
    );
  });

  it('of an unknown preset are refused with the list of presets', () => {
    expect(refusal({}, 'figure4')).toBe(`unknown preset "figure4"; known are ${Object.keys(presets).join(', ')}`);
    expect(refusal({}, 'toString')).toBe(`unknown preset "toString"; known are ${Object.keys(presets).join(', ')}`);
  });
});
