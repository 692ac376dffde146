import { expect, it } from 'vitest';
import { createEngine, engineNames } from '../../../src/core/engine';
import { zeros } from '../../../src/core/network/matrix';
import { networkOf } from '../../../src/core/network/network';
import { stream } from '../../../src/core/random';
import { ruleOf } from '../../../src/core/rules';
import { settings } from '../../../src/core/settings';
import { evidenceAccumulation } from '../../../src/core/tasks/evidence-accumulation';
import { optimizerStep } from '../../../src/core/training/optimizer';
import { initialState, weightsOf } from '../../../src/core/training/state';

/** Two outputs that shall follow a slow wave and its mirror image at every step, with a synaptic delay of 3 ms. */
async function trainPattern(rule: string, engineName: string, iterations: number): Promise<{ losses: number[]; rateHz: number }> {
  const config = settings('tiny', { network: { delayMs: 3 } });
  const network = networkOf(config);
  const state = initialState(config, 1);
  const engine = createEngine(engineName, { workers: 2 });
  const { steps, trials } = evidenceAccumulation(config.task, 1, 'training', 0, 6);
  const values = zeros(steps, 2);
  values.forEach((row, t) => { row[0] = 0.3 * Math.sin((2 * Math.PI * t) / steps); row[1] = -row[0]; });
  const batch = { trials: [...trials].map(({ input }) => ({ input, target: { values } })), steps, count: 6 };
  const losses: number[] = [];
  let rateHz = 0;
  for (let n = 0; n < iterations; n++) {
    const weights = weightsOf(state);
    const { loss, accuracy, spikeCounts, gradients } = await engine.learn({
      network, weights, ...batch, rule: ruleOf(rule), feedback: weights.output,
    });
    expect(accuracy).toBeNull();
    losses.push(loss);
    rateHz = 1000 * spikeCounts.reduce((a, b) => a + b, 0) / (6 * steps * network.neurons);
    optimizerStep(state, gradients, { rate: 0.01, l1: 0, temperature: 0 }, config.network.connectivity, stream(1, 'rewiring', n));
  }
  await engine.close();
  return { losses, rateHz };
}

it.each(['bptt', 'mdgl', 'on-mdgl', 'rflo'])('learns a pattern that is judged at every step, over delayed synapses (%s)', async (rule) => {
  const { losses, rateHz } = await trainPattern(rule, 'wasm', 80);
  expect(rateHz).toBeGreaterThan(1);
  expect(losses.at(-1)).toBeLessThan(0.5 * losses[0]);
});

it('does so alike on every engine', async () => {
  const [first, ...others] = await Promise.all(engineNames.map((name) => trainPattern('mdgl', name, 5)));
  expect(others).not.toHaveLength(0);
  for (const { losses } of others) losses.forEach((loss, n) => expect(Math.abs(loss / first.losses[n] - 1)).toBeLessThan(1e-3));
  expect(first.losses[4]).not.toBe(first.losses[0]);
});
