import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readNetworkCase } from '../src/cases/case';
import { createEngine } from '../src/core/engine';
import { keepsBatch, layoutOf } from '../src/core/engine/wasm/layout';
import { InputError } from '../src/core/errors';
import { judge } from '../src/core/network/loss';
import { raster } from '../src/core/network/raster';
import { restingState, step } from '../src/core/network/step';
import type { Target } from '../src/core/network/trial';
import { ruleOf } from '../src/core/rules';
import { settings } from '../src/core/settings';
import { begin } from '../src/core/training/train';
import { lessonAt } from '../src/record/lesson-at';
import { record } from '../src/record/record';
import { lsnn, mustFitTape, rasterTensor, tapeBytes, tf, useBackend, weightsFrom, weightVariables } from '../src/tensorflow';
import { changedCase } from './support/golden';
import { liveLesson } from './support/live-lesson';
import { handNetwork } from './support/network';

// One test for each item of README's "Known limitations", in its order.

const size = { inputs: 40, neurons: 100, outputs: 2, steps: 2000, delaySteps: 1, trials: 64, workers: 1, online: false };

it('1: the engines agree closely, but not to the digit', async () => {
  const lesson = liveLesson(ruleOf('mdgl'));
  const [fast, exact] = [createEngine('wasm', { workers: 1 }), createEngine('reference')];
  const [a, b] = [(await fast.learn(lesson)).gradients.recurrent, (await exact.learn(lesson)).gradients.recurrent];
  await fast.close();
  const largest = Math.max(...b.flatMap((row) => [...row].map(Math.abs)));
  const difference = Math.max(...b.flatMap((row, q) => [...row].map((value, p) => Math.abs(value - a[q][p]))));
  expect(largest).toBeGreaterThan(0);
  expect(difference).toBeGreaterThan(0);
  expect(difference / largest).toBeLessThan(2e-4);
});

it('2: the fast engine refuses more than 4,096 neurons or 4 GiB, with the number', () => {
  expect(() => layoutOf({ ...size, neurons: 4097 })).toThrow(/4097 neurons .* 4096/);
  expect(() => layoutOf({ ...size, neurons: 4096, steps: 100_000 })).toThrow(InputError);
  expect(() => layoutOf({ ...size, neurons: 4096, steps: 100_000 })).toThrow(/need \d+ bytes, at most 4294967296/);
});

it('3: a step is 1 ms, and one delay of at least a step holds for all recurrent synapses', () => {
  expect(() => readNetworkCase(changedCase('two-types', (json) => { json.constants.dtMs = 0.5; }))).toThrow(/constants\.dtMs/);
  expect(() => settings('tiny', { network: { delayMs: 0 } })).toThrow(/network\.delayMs/);
});

it('4: all trials of a batch are equally long', async () => {
  const lesson = liveLesson(ruleOf('e-prop'));
  const short = { input: raster(7, []), target: { class: 0 } };
  const engine = createEngine('wasm', { workers: 1 });
  await expect(engine.learn({ ...lesson, trials: [...lesson.trials].map((trial, m) => (m === 1 ? short : trial)) })).rejects.toThrow(
    /trial 1 has 7 steps/
  );
  await engine.close();
});

it('5: a batch that does not fit into 1 GiB is not kept whole, so that regularisation simulates it twice', () => {
  expect(keepsBatch(layoutOf(size))).toBe(true);
  expect(keepsBatch(layoutOf({ ...size, trials: 64 * 32 }))).toBe(false);
});

it('6: there are three losses, of which files of cases know two', () => {
  expect(() =>
    readNetworkCase(
      changedCase('two-types', (json) => {
        json.loss = 'hinge';
      })
    )
  ).toThrow(/loss: .*cross-entropy.*mean-squared-error/);
  const rows = [Float64Array.of(0, 0)];
  const targets: Target[] = [{ class: 0 }, { windows: [{ class: 0, from: 0, to: 1 }] }, { values: [Float64Array.of(1, 1)] }];
  expect(targets.map((target) => judge(rows, target, { trials: 1, steps: 1 }).loss)).toEqual([Math.LN2, Math.LN2, 1]);
});

it('7: a tape takes about 1.4 MB a step at the size of Figure 3C, and what cannot fit is refused', () => {
  expect(tapeBytes({ ...size, steps: 1 }) / 1e6).toBeCloseTo(1.4, 1);
  const room = { memory: 2 ** 32, heap: 2 ** 32 };
  expect(() => mustFitTape({ ...size, steps: 3000 }, room)).not.toThrow();
  expect(() => mustFitTape({ ...size, steps: 3500 }, room)).toThrow(/needs about 4860 MB, 4295 MB can be had; use at most 3093 steps/);
  expect(() => mustFitTape({ ...size, trials: 1, neurons: 2, steps: 50_000 }, room)).toThrow(InputError);
});

it('8: lsnn has gradients for the weights alone, of first order, and an optimizer may turn a weight\'s sign', async () => {
  await useBackend('cpu');
  const { network, weights, trials } = liveLesson(ruleOf('bptt'));
  const input = rasterTensor([...trials].map((trial) => trial.input), network.inputs);
  const variables = weightVariables(weights);
  expect(() => tf.grad((x) => lsnn(x as tf.Tensor3D, variables, { network }).logits.sum())(input)).toThrow(
    /Cannot compute gradient of y=f\(x\) with respect to x/
  );
  expect(() => tf.variableGrads(() => lsnn(input, variables, { network, spikes: true }).spikes!.sum())).toThrow(
    /Cannot find a connection between any variable/
  );
  const slope = tf.grad((bias) => lsnn(input, { ...variables, bias }, { network }).logits.sum());
  expect(() => tf.grad((bias) => slope(bias).square().sum())(variables.bias)).toThrow(/first-order gradients only/);
  tf.train.sgd(10).minimize(() => lsnn(input, variables, { network }).logits.sum());
  const before = weights.recurrent.map((row) => row.map(Math.sign));
  const turned = weightsFrom(variables).recurrent.flatMap((row, q) => [...row].filter((w, p) => w * before[q][p] < 0));
  expect(turned.length).toBeGreaterThan(0);
});

it('9: an input spikes at most 1,000 times in a step, at a rate of at most 100 kHz; each spike counts by itself', async () => {
  expect(() =>
    readNetworkCase(
      changedCase('two-types', (json) => {
        json.inputSpikes[0][3] = 65_535;
      })
    )
  ).toThrow(/inputSpikes\[0\]\[3\]: must be at most 1000 \(given: 65535\)/);
  for (const rate of ['cueRateHz', 'recallRateHz', 'backgroundRateHz']) {
    expect(() => settings('tiny', { task: { [rate]: 100_001 } })).toThrow(`task.${rate}: must be at most 100000 (given: 100001)`);
  }
  const most = readNetworkCase(changedCase('two-types', (json) => { json.inputSpikes = [[0, 3, 1, 1000]]; }));
  const each = readNetworkCase(changedCase('two-types', (json) => { json.inputSpikes = Array(1000).fill([0, 3, 1, 1]); }));
  expect(most.trials).toEqual(each.trials);
  expect(most.trials[0].input.channels).toHaveLength(1000);
});

it('10: a neuron spikes from the voltage of the same step, and loses the baseline threshold', () => {
  const network = handNetwork({ beta: [2] });
  const first = step(network, restingState(network), Float64Array.of(4));
  // v = 0.5 · 4 is above the threshold of 1 at once
  expect([first.v[0], first.z[0]]).toEqual([2, 1]);
  const second = step(network, first, Float64Array.of(0));
  // the threshold has risen to 1 + 2 · 0.25; what is lost is 1
  expect([second.A[0], second.v[0]]).toEqual([1.5, 0]);
});

it('11: every trial begins at rest', async () => {
  for (const engine of [createEngine('wasm', { workers: 1 }), createEngine('reference')]) {
    const lesson = liveLesson(ruleOf('e-prop'));
    expect((await engine.evaluate(lesson)).logits).toEqual((await engine.evaluate(lesson)).logits);
    await engine.close();
  }
});

it('12: a trial has at most a million steps', () => {
  const { task } = settings();
  const delayOf = (steps: number) => ({ task: { delayMs: steps - task.cues * task.slotMs - task.recallMs } });
  expect(settings('figure3c', delayOf(1_000_000)).task.delayMs).toBe(998_800);
  expect(() => settings('figure3c', delayOf(1_000_001))).toThrow('a trial has 1000001 steps, must have at most 1000000');
});

it('13: rate units are dense, with a delay of a step, and learn by two rules alone', () => {
  const begun = (rule: string) => () => begin({ settings: settings('rflo'), rule: ruleOf(rule), seed: 1 });
  expect(() => settings('rflo', { network: { delayMs: 2 } })).toThrow('network.delayMs: must be 1 with rate units');
  expect(() => settings('rflo', { network: { weights: 'balanced' } })).toThrow('network.weights: must be "dense" with rate units');
  for (const rule of ['rflo', 'bptt']) expect(begun(rule)).not.toThrow();
  for (const rule of ['e-prop', 'mdgl']) expect(begun(rule)).toThrow(InputError);
  const run = { settings: settings('rflo'), rule: ruleOf('rflo'), seed: 1 };
  expect(() => record({ ...lessonAt(run, begin(run)), what: ['spikes'] })).toThrow(InputError);
});

it('the readme lists as many limitations as are tested', () => {
  const section = readFileSync(join(__dirname, '..', 'README.md'), 'utf8').split('## Known limitations')[1].split('\n## ')[0];
  expect(section.match(/^\d+\. /gm)?.length).toBe(13);
});
