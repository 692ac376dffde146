import { median } from 'simple-statistics';
import { createEngine } from '../../core/engine';
import type { EngineName } from '../../core/engine/engine';
import { initialWeights } from '../../core/network/initial-weights';
import { mapMatrix, type Matrix } from '../../core/network/matrix';
import { networkOf } from '../../core/network/network';
import { ruleOf } from '../../core/rules';
import type { LocalRule } from '../../core/rules/rule';
import { settings, type Settings } from '../../core/settings';
import { taskOf } from '../../core/tasks';
import type { Run } from '../../core/training/run';
import { trainStepwise } from '../../core/training/train';

/** One line of a benchmark. */
export interface BenchCase {
  /** A rule's id, or `own-g`: a G written by the user, here with random values at the places of the synapses. */
  readonly rule: string;
  readonly engine: EngineName;
  readonly workers: number;
  readonly neurons: number;
  readonly steps: number;
  readonly trials: number;
}

export interface BenchResult extends BenchCase {
  /** An update with all that belongs to it (input, forward, backward, optimizer) and a tenth of a validation; medians. */
  readonly msPerIteration: number;
  readonly nsPerNeuronStep: number;
  /** Per spike of an input or a neuron and connection that it goes over. */
  readonly nsPerSynapticEvent: number;
  /** Of the last validation. */
  readonly rateHz: number;
  /** Of a process that does nothing else. */
  readonly peakRssMb: number;
}

const OWN_G: LocalRule = {
  ...ruleOf('mdgl'),
  id: 'own-g',
  label: 'own G',
  modulation: (recurrent) => mapMatrix(recurrent, (w, p, j) => w === 0 ? 0 : Math.sign(w) * (0.1 + ((p * 31 + j * 17) % 10) / 10)),
};

/** Times updates of one case in this process. */
export async function measureCase(bench: BenchCase): Promise<BenchResult> {
  const config = benchSettings(bench);
  const run: Run = { settings: config, rule: bench.rule === OWN_G.id ? OWN_G : ruleOf(bench.rule), seed: 1 };
  const engine = createEngine(bench.engine, { workers: bench.workers });
  const updates: number[] = [];
  const validations: number[] = [];
  let rateHz = 0;
  let start = performance.now();
  for await (const point of trainStepwise(run, engine)) {
    (point ? validations : updates).push(performance.now() - start);
    rateHz = point?.rateHz ?? rateHz;
    start = performance.now();
  }
  const events = await synapticEvents(config, engine);
  await engine.close();
  // The first quarter warms up.
  const settled = (times: number[]) => median(times.slice(Math.floor(times.length / 4)));
  const msPerIteration = settled(updates) + settled(validations) / 10;
  return {
    ...bench,
    msPerIteration,
    nsPerNeuronStep: 1e6 * msPerIteration / (bench.trials * bench.steps * bench.neurons),
    nsPerSynapticEvent: 1e6 * msPerIteration / events,
    rateHz,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
  };
}

/** Makes Figure 3C's settings at another size; the share of inhibitory and of adaptive neurons stays. */
function benchSettings({ engine, neurons, steps, trials }: BenchCase): Settings {
  const inhibitory = Math.max(1, Math.round(0.19 * neurons));
  const alif = Math.floor(neurons / 2);
  const { task } = settings('figure3c');
  const cueSteps = task.cues * task.slotMs + task.recallMs;
  const quarter = Math.floor(steps / 4);
  const oneCue = { cues: 1, cueMs: quarter, slotMs: quarter, recallMs: quarter, delayMs: steps - 2 * quarter };
  return settings('figure3c', {
    network: {
      cellTypes: [
        { name: 'I', sign: -1, lif: inhibitory, alif: 0 },
        { name: 'E', sign: 1, lif: Math.max(0, neurons - inhibitory - alif), alif },
      ],
    },
    task: steps >= cueSteps ? { delayMs: steps - cueSteps } : oneCue,
    training: {
      trials,
      validationTrials: trials,
      iterations: engine === 'reference' ? 2 : 40,
      validateEvery: engine === 'reference' ? 1 : 10,
    },
  });
}

/** Counts how many spikes go over how many connections in one batch. */
async function synapticEvents(config: Settings, engine: ReturnType<typeof createEngine>): Promise<number> {
  const network = networkOf(config);
  const { weights } = initialWeights(config, 1);
  const connections = (matrix: Matrix) => matrix.map((row) => row.reduce((n, w) => n + (w === 0 ? 0 : 1), 0));
  const batch = taskOf(config.task).batch(config.task, 1, 'validation', 0, config.training.trials);
  const { spikeCounts } = await engine.evaluate({ network, weights, ...batch });
  const [outOfNeuron, outOfInput] = [connections(weights.recurrent), connections(weights.input)];
  let events = spikeCounts.reduce((sum, count, q) => sum + count * outOfNeuron[q], 0);
  for (const { input } of batch.trials) for (const i of input.channels) events += outOfInput[i];
  return events;
}
