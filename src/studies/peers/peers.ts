import type { Engine } from '../../core/engine/engine';
import { ruleOf } from '../../core/rules';
import { settings, type Settings } from '../../core/settings';
import { taskOf } from '../../core/tasks';
import type { Task } from '../../core/tasks/task';
import type { Run } from '../../core/training/run';
import { stateOf } from '../../core/training/state';
import { train, type Progress } from '../../core/training/train';
import { drawnClassification } from './drawn-classification';
import { drawnRegression } from './drawn-regression';
import type { PeersTest } from './published';

/** A run of a test, at its start. */
export interface PeersRun {
  readonly run: Run;
  readonly progress: Progress;
}

/**
 * Prepares a run of a test: an ordinary one, but its weights, feedback and trials are drawn by NumPy's generator. It validates on the
 * training batches, so its learning curve has the loss of each before its update.
 * @param seed of NumPy's generator; published are the losses of seed 1
 * @throws InputError unless the seed is a whole number from 1 to 2³²−1
 * @see nest/nest-simulator, testsuite/pytests/synapses/test_eprop_bsshslm_2020_plasticity.py
 */
export function peersRun(test: PeersTest, seed: number): PeersRun {
  const ofTest = settingsOfTest(test);
  const { trials: count, reconnect } = ofTest.training;
  const { weights, feedback: F, batches } = test === 'regression' ? drawnRegression(seed) : drawnClassification(seed, count);
  const listed = taskOf(ofTest.task);
  const { inputs, steps } = listed.size(ofTest.task);
  const batch: Task['batch'] = (_settings, _seed, _use, iteration) => ({ count, steps, trials: batches[iteration] });
  const withoutDale = { weights, inputSigns: new Int8Array(inputs), neuronSigns: new Int8Array(weights.recurrent.length) };
  return {
    run: {
      settings: ofTest, seed, task: { ...listed, batch }, rule: ruleOf('e-prop-no-reset'), feedback: { id: 'numpy', start: () => ({ F }) },
    },
    progress: { iteration: 0, state: stateOf(withoutDale, reconnect), curve: [] },
  };
}

/**
 * Trains, and returns the loss of each of the five iterations' batches before its update, without regularisation: ½ Σ over steps of the
 * squared error (regression), or the cross-entropy in nats, a mean over trials and the last 150 steps (classification).
 * @example (await peersLosses(peersRun('regression', 1), createEngine('reference')))[0] // 101.964356999
 */
export async function peersLosses({ run, progress }: PeersRun, engine: Engine): Promise<number[]> {
  const losses: number[] = [];
  for await (const { loss } of train(run, engine, progress)) {
    losses.push(loss);
    if (losses.length === run.settings.training.iterations) break; // a validation after the last update would have no batch
  }
  return losses;
}

/** Returns the settings of the task's source, for as many trials and iterations as the test has. */
function settingsOfTest(test: PeersTest): Settings {
  const iterations = { iterations: 5, validateEvery: 1 };
  if (test === 'regression') return settings('pattern-generation', { training: iterations });
  const trials = test === 'classification-1' ? 1 : 2;
  const stop = { errorBelow: 0.07, validations: 6, which: 'last' } as const; // never: there are five
  return settings('evidence-accumulation-eprop', { training: { ...iterations, trials, validationTrials: trials, stop, rateOf: 'trial' } });
}
