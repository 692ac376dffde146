import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../../src/core/engine';
import type { Engine, Lesson } from '../../../src/core/engine/engine';
import { referenceEngine } from '../../../src/core/engine/reference/reference';
import type { WaveJob } from '../../../src/core/engine/wasm/board';
import { InputError } from '../../../src/core/errors';
import { zeros } from '../../../src/core/network/matrix';
import { raster } from '../../../src/core/network/raster';
import type { Trial } from '../../../src/core/network/trial';
import { ruleOf } from '../../../src/core/rules';
import { HelperThread } from '../../../src/node/threads/helper';
import { bitsOf } from '../../support/agreement';
import { wasmEngine } from '../../support/engines';
import { lessonOf } from '../../support/random-lesson';

const lesson = lessonOf({ count: 18 });
const engines: Engine[] = [];
const engineOf = (workers: number) => {
  engines.push(wasmEngine({ workers }));
  return engines.at(-1)!;
};
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});

/** The lesson with something that happens when trial n is drawn. */
function atTrial(n: number, happens: () => void): Lesson {
  return {
    ...lesson,
    trials: {
      *[Symbol.iterator]() {
        for (const [m, trial] of lesson.trials.entries()) {
          if (m === n) happens();
          yield trial;
        }
      },
    },
  };
}

/** The threads that have helped so far. */
function threads(help: { mock: { contexts: unknown[] } }): Worker[] {
  return [...new Set(help.mock.contexts)].map((helper) => (helper as { thread: Worker }).thread);
}

describe('where a helper dies', () => {
  it.each([2, 3])('between two batches, of %i workers, the next one fails and says so, the one after it works', async (workers) => {
    const engine = engineOf(workers);
    const help = vi.spyOn(HelperThread.prototype, 'help');
    const expected = bitsOf(await engine.learn(lesson));
    await threads(help)[0].terminate();
    await expect(engine.learn(lesson)).rejects.toThrow('a worker of the wasm engine ended (exit code 1)');
    expect(bitsOf(await engine.learn(lesson))).toEqual(expected);
  });

  it.each([2, 3])('during a batch, of %i workers, it fails and says so, the next one works', async (workers) => {
    const engine = engineOf(workers);
    const help = vi.spyOn(HelperThread.prototype, 'help');
    const expected = bitsOf(await engine.learn(lesson));
    await expect(
      engine.learn(
        atTrial(5, () => {
          void threads(help)[0].terminate();
        })
      )
    ).rejects.toThrow('a worker of the wasm engine ended (exit code 1)');
    expect(bitsOf(await engine.learn(lesson))).toEqual(expected);
  });

  it('as it waits for a chunk, the batch fails too', async () => {
    const engine = engineOf(2);
    const help = vi.spyOn(HelperThread.prototype, 'help');
    await engine.learn(lesson);
    // the helper has taken a chunk, which is not ready; it is given time to end
    const slow = atTrial(1, () => { void threads(help)[0].terminate(); pause(50); });
    await expect(engine.learn(slow)).rejects.toThrow('a worker of the wasm engine ended');
  });

  it('because its job throws, the batch fails with its words', async () => {
    const engine = engineOf(2);
    const real = HelperThread.prototype.help;
    vi.spyOn(HelperThread.prototype, 'help').mockImplementation(function (this: HelperThread, job: WaveJob) {
      return real.call(this, { ...job, settings: null as never });
    });
    await expect(engine.learn(lesson)).rejects.toThrow(/^a worker of the wasm engine failed \(Cannot destructure/);
    vi.restoreAllMocks();
    expect((await engine.learn(lesson)).loss).toBeGreaterThan(0);
  });

  it('because its kernel traps, the batch fails with its words', async () => {
    const engine = engineOf(2);
    await engine.learn(lesson);
    const real = HelperThread.prototype.help;
    const inputWeights = 0xfffffff0; // far out of the memory
    vi.spyOn(HelperThread.prototype, 'help').mockImplementation(function (this: HelperThread, job: WaveJob) {
      return real.call(this, { ...job, settings: { ...job.settings, inputWeights } });
    });
    const slow = atTrial(4, () => pause(300));
    await expect(engine.learn(slow)).rejects.toThrow('a worker of the wasm engine failed (memory access out of bounds)');
  });

  it('the engine can be closed', async () => {
    const engine = engineOf(2);
    const help = vi.spyOn(HelperThread.prototype, 'help');
    await engine.learn(lesson);
    await threads(help)[0].terminate();
    await engine.close();
  });
});

describe('a closed engine', () => {
  it.each([1, 2])('rejects whatever it is asked (%i workers)', async (workers) => {
    const engine = engineOf(workers);
    await engine.learn(lesson);
    await engine.close();
    await expect(engine.learn(lesson)).rejects.toThrow('this engine is closed');
    await expect(engine.evaluate(lesson)).rejects.toThrow('this engine is closed');
    await engine.close();
  });

  it('ends what it is doing, and what waits', async () => {
    const engine = engineOf(2);
    await engine.learn(lesson);
    const running = engine.learn(lesson);
    const waiting = engine.learn(lesson);
    const outcomes = Promise.allSettled([running, waiting]);
    await engine.close();
    expect(await outcomes).toMatchObject([
      { status: 'rejected', reason: { message: 'this engine is closed' } },
      { status: 'rejected', reason: { message: 'this engine is closed' } },
    ]);
  });

  it('was not closed: a program ends all the same', () => {
    const program = `
      const { createEngine, readNetworkCase, ruleOf } = require('./dist');
      const { network, weights, trials, steps } = readNetworkCase('test/golden/two-types.json.gz');
      const many = [...trials, ...trials, ...trials, ...trials];
      const batch = { network, weights, trials: many, count: many.length, steps };
      createEngine('wasm', { workers: 2 }).learn({ ...batch, rule: ruleOf('mdgl'), feedback: weights.output })
        .then(({ loss }) => console.log('loss', loss > 0));`;
    const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', program], {
      cwd: join(__dirname, '..', '..', '..'),
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect({ stdout, stderr, status }).toEqual({ stdout: 'loss true\n', stderr: '', status: 0 });
  });
});

describe.each(['wasm', 'reference'])('the %s engine refuses', (name) => {
  const { inputs, neurons, outputs } = lesson.network;
  const silent = (steps: number): Trial => ({ input: raster(steps, []), target: { class: 0 } });
  const wrong: [what: string, changes: Partial<Lesson>, message: string][] = [
    ['fewer trials than announced', { count: 20 }, 'the batch ends after 18 trials, 20 were announced'],
    ['no trial', { trials: [] }, 'the batch ends after 0 trials, 18 were announced'],
    ['more trials than announced', { count: 17 }, 'the batch goes on after 17 trials, no more were announced'],
    ['a trial of another length', { trials: [...[...lesson.trials].slice(0, 5), silent(99)] },
      `trial 5 has 99 steps, ${lesson.steps} were announced`],
    ['an input that is not there', { trials: [{ ...silent(1), input: raster(lesson.steps, [3, inputs]) }] },
      `input ${inputs} spikes in trial 0, must be below ${inputs}`],
    [
      'an input that spikes too often in a step',
      { trials: [{ ...silent(1), input: raster(lesson.steps, Array.from({ length: 1001 }, () => [3, 2]).flat()) }] },
      'input 2 spikes 1001 times in step 3 of trial 0, must be at most 1000; give it a larger weight',
    ],
    ['an empty batch', { count: 0 }, 'count is 0, must be an integer, at least 1'],
    ['trials of no steps', { steps: 0 }, 'steps is 0, must be an integer, at least 1'],
    ['half a neuron', { network: { ...lesson.network, neurons: 0.5 } }, 'neurons is 0.5, must be an integer, at least 1'],
    ['other neurons than weights', { network: { ...lesson.network, neurons: neurons + 1 } },
      `weights.input is ${inputs} × ${neurons}, must be ${inputs} × ${neurons + 1}`],
    ['other inputs than weights', { network: { ...lesson.network, inputs: 2 } },
      `weights.input is ${inputs} × ${neurons}, must be 2 × ${neurons}`],
    [
      'an unequal row',
      { weights: { ...lesson.weights, recurrent: lesson.weights.recurrent.map((row, q) => (q === 3 ? row.slice(1) : row)) } },
      `weights.recurrent is ${neurons} × ${neurons - 1}, must be ${neurons} × ${neurons}`,
    ],
    ['a bias too many', { weights: { ...lesson.weights, bias: new Float64Array(outputs + 1) } },
      `weights.bias is 1 × ${outputs + 1}, must be 1 × ${outputs}`],
    ['feedback turned round', { feedback: zeros(outputs, neurons) },
      `feedback is ${outputs} × ${neurons}, must be ${neurons} × ${outputs}`],
    ['a G for fewer neurons', { modulation: zeros(neurons - 1, neurons - 1) },
      `modulation is ${neurons - 1} × ${neurons - 1}, must be ${neurons} × ${neurons}`],
    ['a rule whose G is for fewer neurons', { rule: { ...ruleOf('mdgl'), modulation: () => zeros(neurons - 1, neurons - 1) } },
      `modulation is ${neurons - 1} × ${neurons - 1}, must be ${neurons} × ${neurons}`],
    ['places of other synapses', { places: { input: zeros(1, neurons), recurrent: lesson.weights.recurrent } },
      `places.input is 1 × ${neurons}, must be ${inputs} × ${neurons}`],
  ];
  it.each(wrong)('%s', async (_, changes, message) => {
    const engine = createEngine(name, { workers: 2 });
    engines.push(engine);
    const before = await engine.learn(lesson);
    const refused = engine.learn({ ...lesson, ...changes });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(InputError);
    expect(bitsOf(await engine.learn(lesson))).toEqual(bitsOf(before));
  });

  it('whatever goes wrong where trials are made, in its own words', async () => {
    const engine = createEngine(name, { workers: 2 });
    engines.push(engine);
    await engine.learn(lesson);
    await expect(engine.learn(atTrial(6, () => { throw new RangeError('no seventh'); }))).rejects.toThrow(new RangeError('no seventh'));
    await engine.learn(lesson);
  });
});

describe('the wasm engine refuses', () => {
  it.each(['inputs', 'neurons'] as const)('more than 4096 %s', async (what) => {
    const network = { ...lesson.network, inputs: 1, neurons: 1, outputs: 1, beta: [0], types: [0], [what]: 4097 };
    const { inputs, neurons } = network;
    const weights = {
      input: zeros(inputs, neurons),
      recurrent: zeros(neurons, 1).map(() => new Float64Array(neurons)),
      output: zeros(neurons, 1),
      bias: new Float64Array(1),
    };
    const batch = {
      network: { ...network, alpha: Array(neurons).fill(0.5), rho: Array(neurons).fill(0.5), beta: Array(neurons).fill(0) },
      weights,
      trials: [{ input: raster(1, []), target: { class: 0 } }],
      count: 1,
      steps: 1,
    };
    await expect(engineOf(1).evaluate(batch)).rejects.toThrow(
      new InputError(`4097 ${what} are too many for the wasm engine, which takes up to 4096; use --engine reference`)
    );
    expect((await referenceEngine().evaluate(batch)).loss).toBe(0);
  });

  it.each([0, -1, 1.5, NaN])('%s workers', (workers) => {
    expect(() => wasmEngine({ workers })).toThrow(new InputError(`workers is ${workers}, must be an integer, at least 1`));
  });
});

describe('a number that is not finite', () => {
  it.each(['wasm', 'reference'])('is not looked for by the %s engine, and does not stay hidden in the gradient', async (name) => {
    const engine = createEngine(name, { workers: 1 });
    engines.push(engine);
    const input = lesson.weights.input.map((row, i) => row.map((w, p) => i === 0 && p === 0 ? NaN : w));
    const { gradients } = await engine.learn({ ...lesson, weights: { ...lesson.weights, input } });
    expect(gradients.input.some((row) => Number.isNaN(row[0]))).toBe(true);
  });
});

function pause(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
