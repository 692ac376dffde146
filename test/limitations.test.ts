import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readNetworkCase } from '../src/cases/case';
import { settings } from '../src/config';
import { createEngine } from '../src/engine';
import { keepsBatch, layoutOf } from '../src/engine/layout';
import { InputError } from '../src/errors';
import { raster } from '../src/network/raster';
import { ruleOf } from '../src/rules';
import { changedCase } from './support/golden';
import { liveLesson } from './support/live-lesson';

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
  await expect(engine.learn({ ...lesson, trials: [...lesson.trials].map((trial, m) => (m === 1 ? short : trial)) })).rejects.toThrow(/trial 1 has 7 steps/);
  await engine.close();
});

it('5: a batch that does not fit into 1 GiB is not kept whole, so that regularisation simulates it twice', () => {
  expect(keepsBatch(layoutOf(size))).toBe(true);
  expect(keepsBatch(layoutOf({ ...size, trials: 64 * 32 }))).toBe(false);
});

it('6: there are two losses', () => {
  expect(() => readNetworkCase(changedCase('two-types', (json) => { json.loss = 'hinge'; }))).toThrow(/loss: .*cross-entropy.*mean-squared-error/);
});

it('the readme lists as many limitations as are tested', () => {
  const section = readFileSync(join(__dirname, '..', 'README.md'), 'utf8').split('## Known limitations')[1].split('\n## ')[0];
  expect(section.match(/^\d+\. /gm)?.length).toBe(6);
});
