import { describe, expect, it } from 'vitest';
import { spikesAt } from '../../../src/core/network/raster';
import type { Trial } from '../../../src/core/network/trial';
import { settings } from '../../../src/core/settings';
import { mnistRows } from '../../../src/core/tasks/mnist-rows';
import { sequentialMnist } from '../../../src/core/tasks/sequential-mnist';
import type { Use } from '../../../src/core/tasks/task';
import { bars, barTasks, digits, image } from '../../support/digits';
import { expectRate, spikesOf } from '../../support/spikes-of';

const sequential = settings('sequential-mnist').task;
const rows = settings('mnist-rows').task;

/** Returns the trial of one image, which all digits are. */
function trialOf(pixels: number[], label = 7, task = sequential): Trial {
  const all = digits([pixels], [label]);
  const [trial] = sequentialMnist(() => ({ training: all, test: all })).batch(task, 1, 'training', 0, 1).trials;
  return trial;
}
/** Makes an image that is black but for its first pixels. */
const beginningWith = (...first: number[]) => image((row, column) => row === 0 ? first[column] ?? 0 : 0);

describe.each(barTasks)('$name', (task) => {
  const { task: preset } = settings(task.name as 'mnist-rows');
  const labels = (use: Use, iteration = 0, seed = 1) =>
    [...task.batch(preset, seed, use, iteration, 40).trials].map(({ target }) => 'windows' in target ? target.windows[0].class : -1);

  it('draws from the training set to train, and from the test set to validate and to stop', () => {
    expect(new Set(labels('training'))).toEqual(new Set([0, 1, 2]));
    expect(new Set(labels('validation'))).toEqual(new Set([3, 4]));
    expect(new Set(labels('stop'))).toEqual(new Set([3, 4]));
  });

  it('draws the same trials again, and others in another iteration or with another seed', () => {
    const [first] = task.batch(preset, 1, 'training', 5, 1).trials;
    expect([...task.batch(preset, 1, 'training', 5, 1).trials]).toEqual([first]);
    expect(labels('training', 5)).not.toEqual(labels('training', 6));
    expect(labels('training', 5)).not.toEqual(labels('training', 5, 2));
  });

  it('has groups of inputs side by side, which are all', () => {
    const groups = task.inputGroups!(preset);
    groups.forEach(({ first }, g) => expect(first).toBe(groups.slice(0, g).reduce((sum, { count }) => sum + count, 0)));
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(task.size(preset).inputs);
  });
});

describe('sequential MNIST', () => {
  it('takes one millisecond a pixel and 56 for the cue, and judges the last 28', () => {
    expect(sequentialMnist(bars).size(sequential)).toEqual({ inputs: 80, outputs: 10, steps: 840 });
    expect(trialOf(image(() => 0)).target).toEqual({ windows: [{ class: 7, from: 812, to: 840 }] });
  });

  // Three levels: black 0, grey 127.5, white 255. Inputs: 0 and 1 rise to black and grey, 2 is white, 3 the cue, 4 and 5 fall below
  // black and grey.
  it.each([
    ['rises to grey', [0, 128, 128], [[1], [], [5]]],
    ['falls short of grey', [0, 127, 0], [[], [], []]],
    ['rises to white, which is above grey', [0, 255, 255, 0], [[1], [2], [2, 5]]],
    ['falls from white to grey', [255, 200, 0], [[2], [5], []]],
    ['is white at once', [255, 0], [[2, 5], []]],
  ])('tells that the brightness %s', (_, first, spikes) => {
    const { input } = trialOf(beginningWith(...first), 7, { ...sequential, levels: 3 });
    expect(spikes.map((__, t) => [...spikesAt(input, t)].sort())).toEqual(spikes);
  });

  it('tells nothing of an image without contrast, but the cue in each of its steps', () => {
    const { input } = trialOf(image(() => 100));
    expect(Array.from({ length: 840 }, (_, t) => [...spikesAt(input, t)])).toEqual([...Array(784).fill([]), ...Array(56).fill([40])]);
  });

  it('rises through as many levels as it falls through again', () => {
    const { input } = trialOf(beginningWith(0, 254, 0));
    expect([...spikesAt(input, 0)]).toEqual(Array.from({ length: 38 }, (_, j) => j + 1));
    expect([...spikesAt(input, 1)]).toEqual(Array.from({ length: 38 }, (_, j) => 41 + 1 + j));
  });
});

describe('MNIST by rows', () => {
  const whiteLeft = digits([image((row, column) => (column < 14 ? 255 : 51) * Number(row < 14))], [9]);
  const task = mnistRows(() => ({ training: whiteLeft, test: whiteLeft }));
  const trials = [...task.batch(rows, 1, 'training', 0, 50).trials];
  /** Counts of each trial. */
  const spikes = (first: number, count: number, from: number, to: number) =>
    trials.map((trial) => spikesOf(trial, { first, count }, from, to));

  it('takes 4 ms a row and 28 for the cue, which it judges', () => {
    expect(task.size(rows)).toEqual({ inputs: 29, outputs: 10, steps: 140 });
    for (const { target } of trials) expect(target).toEqual({ windows: [{ class: 9, from: 112, to: 140 }] });
  });

  it('fires as often as a pixel is bright', () => {
    expectRate(spikes(0, 14, 0, 56), 14 * 56, 900);
    expectRate(spikes(14, 14, 0, 56), 14 * 56, 180);
    expect(new Set(spikes(0, 28, 56, 140))).toEqual(new Set([0]));
  });

  it('fires the cue after the rows alone', () => {
    expect(new Set(spikes(28, 1, 0, 112))).toEqual(new Set([0]));
    expectRate(spikes(28, 1, 112, 140), 28, 900);
  });
});
