import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readNetworkCase, type NetworkCase } from '../../src/cases/case';
import { compare } from '../../src/cases/compare';
import { sameSpikes, spikeList } from '../../src/cases/spikes';
import { createEngine } from '../../src/core/engine';
import type { Engine, Gradients, Lesson } from '../../src/core/engine/engine';
import { referenceEngine } from '../../src/core/engine/reference/reference';
import { InputError } from '../../src/core/errors';
import { initialWeights } from '../../src/core/network/initial-weights';
import { mapMatrix, type Matrix } from '../../src/core/network/matrix';
import { networkOf } from '../../src/core/network/network';
import { raster } from '../../src/core/network/raster';
import { restingState, step } from '../../src/core/network/step';
import { ruleOf, rules } from '../../src/core/rules';
import { presets } from '../../src/core/settings';
import { evidenceAccumulation } from '../../src/core/tasks/evidence-accumulation';
import {
  backends, chosenBackend, classTensor, lsnn, matrixTensor, rasterTensor, restingTensors, tapeBytes, tensorMatrix, tensorRasters,
  tensorSimulate, tensorStep, tf, useBackend, weightsFrom, weightTensors, weightVariables, witness, type LsnnOptions, type TensorWeights,
} from '../../src/tensorflow';
import { FAMILY, GENERAL, GOLDEN } from '../support/golden';
import { handGradients, handLesson, handReadout } from '../support/hand-case';
import { handNetwork, matrix } from '../support/network';

// Runs on the backend that MDGL_BACKEND names (npm run test:backends: on all), and fails where that cannot be had.
const backend = chosenBackend();
/** Relative to the largest entry. */
const TOLERANCE = 1e-4;

/** Every golden case of at most 400 steps. */
const CASES = [
  ...['two-types', 'lif-only', 'four-types', 'empty-block', 'rate-penalty', 'silent'].map((name) => join(GOLDEN, name)),
  ...['delay-3', 'every-step'].map((name) => join(FAMILY, name)),
  ...['window', 'window-accuracy', 'dense-no-refractory', 'constants-per-neuron'].map((name) => join(GENERAL, name)),
].map((path) => readNetworkCase(`${path}.json.gz`));
/** With no backend named, as in `npm test`, some of them. */
const HERE = process.env.MDGL_BACKEND ? CASES : CASES.filter(({ name }) => /lif-only|rate-penalty|delay-3|every-step|window-accuracy|constants-per-neuron/.test(name));
const caseOf = (name: string) => CASES.find((found) => found.name === name)!;

let engines: Engine[];
let tensorsBefore: number;
beforeAll(async () => {
  await useBackend();
  engines = [createEngine('wasm', { workers: 1 }), referenceEngine()];
});
afterAll(async () => { await Promise.all((engines ?? []).map((engine) => engine.close())); });
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
  tf.engine().startScope();
});
afterEach(() => {
  tf.engine().endScope();
  tf.disposeVariables();
  expect(tf.memory().numTensors, 'tensors left behind').toBe(tensorsBefore);
});

const flat = (rows: readonly ArrayLike<number>[]) => Float64Array.from(rows.flatMap((row) => Array.from(row)));

function lessonOf({ network, weights, trials, steps, rates }: NetworkCase, rule = ruleOf('bptt')): Lesson {
  return { network, weights, trials, count: trials.length, steps, rates, rule, feedback: weights.output, keepSpikes: true };
}

/** The largest error of any of the four gradients. */
function distance(actual: Gradients, expected: Gradients): number {
  return Math.max(...(['input', 'recurrent', 'output', 'bias'] as const).map((of) =>
    compare(of, flat([actual[of]].flat()), flat([expected[of]].flat()), 0).error));
}

/** The loss of a case, as somebody would write it in TensorFlow.js; reads logits of the last step or of every one. */
function lossOf({ network, trials, steps, rates }: NetworkCase, logits: tf.Tensor, spikeCounts: tf.Tensor): tf.Scalar {
  const values = trials.flatMap(({ target }) => ('values' in target ? [matrixTensor(target.values)] : []));
  const loss = values.length
    ? logits.sub(tf.stack(values)).square().mean()
    : tf.losses.softmaxCrossEntropy(classTensor(trials, network.outputs), logits);
  return loss.add(rates ? spikeCounts.div(trials.length * steps).sub(rates.target).square().sum().mul(rates.coefficient) : 0) as tf.Scalar;
}

/** The gradients that TensorFlow.js finds for a loss of the weights of a case. */
function gradientsBy(file: NetworkCase, loss: (weights: TensorWeights) => tf.Tensor): Gradients {
  const { input, recurrent, output, bias } = weightTensors(file.weights);
  const grads = tf.grads((...w) => loss({ input: w[0], recurrent: w[1], output: w[2], bias: w[3] }))([input, recurrent, output, bias]);
  return {
    input: tensorMatrix(grads[0]),
    recurrent: tensorMatrix(grads[1]),
    output: tensorMatrix(grads[2]),
    bias: Float64Array.from(grads[3].dataSync()),
  };
}

function throughLsnn(file: NetworkCase, options: Partial<LsnnOptions> = {}, network = file.network): Gradients {
  const input = rasterTensor(file.trials.map((trial) => trial.input), network.inputs);
  const everyStep = 'values' in file.trials[0].target;
  return gradientsBy(file, (weights) => {
    const { logits, spikeCounts } = lsnn(input, weights, { network, everyStep, ...options });
    return lossOf(file, logits, spikeCounts);
  });
}

describe(`the network as plain ops, on the ${backend} backend`, () => {
  it('computes with this backend', async () => {
    expect(tf.getBackend()).toBe({ wasm: 'wasm', node: 'tensorflow', cpu: 'cpu' }[backend]);
    expect((await backends()).find(({ chosen }) => chosen)).toEqual({ name: backend, chosen: true, problem: null });
    expect(tf.getBackend(), 'looking at the others changes nothing').toBe({ wasm: 'wasm', node: 'tensorflow', cpu: 'cpu' }[backend]);
  });

  it('takes the same steps as the network, worked by hand', () => {
    const network = handNetwork({ beta: [0.5] });
    let state = restingState(network);
    let tensors = restingTensors(network, 1);
    for (const current of [3, 3, 0, 3, 3, 5]) {
      state = step(network, state, Float64Array.of(current));
      tensors = tensorStep(network, tensors, tf.tensor2d([[current]]));
      for (const of of ['z', 'v', 'b', 'refractory'] as const) expect(tensors[of].dataSync()[0], of).toBeCloseTo(state[of][0], 6);
    }
    expect(state.b[0]).toBeGreaterThan(0);
  });

  it('leaks with α, adapts with ρ and reads out with κ, forward and in its gradient: a case worked by hand where all are different', () => {
    const { spikes, logits, loss, gradients } = witness(handLesson(ruleOf('bptt')));
    expect(Array.from(spikes![0].channels)).toEqual([0, 1, 0, 1, 1]);
    expect(logits[0][0]).toBeCloseTo(handReadout.logits[3][0], 6);
    expect(loss).toBeCloseTo(handReadout.loss, 6);
    const { output, bias } = handReadout;
    expect(distance(gradients, { ...handGradients.bptt, output, bias })).toBeLessThan(1e-5);
  });

  it.each(HERE)('$name: its BPTT is that of both engines', async (file) => {
    expect(file.steps).toBeLessThanOrEqual(400);
    const lesson = lessonOf(file);
    const result = witness(lesson);
    expect(sameSpikes(spikeList(result.spikes!), file.expected!.spikes as never)).toBe(true);
    expect(compare('loss', [result.loss], [file.expected!.loss], 0).error).toBeLessThan(1e-6);
    if (file.name !== 'silent') expect(Math.max(...flat(result.gradients.recurrent).map(Math.abs))).toBeGreaterThan(0);
    for (const engine of engines) {
      const { gradients, logits, accuracy, spikeCounts } = await engine.learn(lesson);
      expect(distance(result.gradients, gradients), engine.name).toBeLessThan(TOLERANCE);
      expect(compare('logits', flat(result.logits), flat(logits), 0).error).toBeLessThan(TOLERANCE);
      expect([result.accuracy, ...result.spikeCounts]).toEqual([accuracy, ...spikeCounts]);
    }
  });

  it('sees a pseudo-derivative that is one part in a thousand too large', async () => {
    const file = caseOf('delay-3');
    const { gradients } = await engines[0].learn(lessonOf(file));
    const wrong = { ...file.network, dampening: 1.001 * file.network.dampening };
    expect(distance(witness({ ...lessonOf(file), network: wrong }).gradients, gradients)).toBeGreaterThan(TOLERANCE);
  });

  it('refuses a tape that memory cannot hold, and says how long it may be; without gradients there is none', () => {
    const network = handNetwork();
    const weights = { input: tf.ones([1, 1]), recurrent: tf.zeros([1, 1]), output: tf.ones([1, 1]), bias: tf.zeros([1]) };
    const long = tf.zeros<tf.Rank.R3>([1, 3_000_000, 1]);
    expect(() => tf.grad((w) => tensorSimulate(network, { ...weights, output: w }, long).logits[0].sum())(weights.output)).toThrow(
      /^a tape of 3000000 steps of 1 trials and 1 neurons needs about \d+ MB, \d+ MB can be had; use at most \d+ steps, fewer trials, or lsnn/
    );
    expect(tensorSimulate(network, weights, tf.ones([1, 3, 1])).z.length).toBe(3);
  });

  it('has a tape as large as is reckoned', () => {
    const network = networkOf(presets.figure3c);
    const steps = 4;
    const { weights } = initialWeights(presets.figure3c, 1);
    const { input, recurrent, output, bias } = weightTensors(weights);
    const x = tf.ones<tf.Rank.R3>([64, steps, 40]);
    const before = tf.memory().numBytes;
    let forward = 0;
    tf.grad((w) => {
      const loss = tensorSimulate(network, { input, recurrent: w, output, bias }, x).logits[steps - 1].sum();
      forward = tf.memory().numBytes - before;
      return loss;
    })(recurrent);
    // as much again for the gradients, and objects
    const reckoned = tapeBytes({ ...network, trials: 64, steps });
    expect(forward).toBeLessThan(reckoned);
    expect(2 * forward).toBeGreaterThan(0.7 * reckoned);
  });
});

/** Expects that a gradient is refused, and disposes of what TensorFlow.js leaves on its tape then. */
function refused(work: () => unknown, message: string): void {
  expect(work).toThrow(InputError);
  tf.engine().state.activeTape?.forEach(({ saved }) => saved?.forEach((tensor) => tensor.dispose()));
  expect(work).toThrow(message);
  tf.engine().state.activeTape?.forEach(({ saved }) => saved?.forEach((tensor) => tensor.dispose()));
}

describe(`the fast engine as one op, on the ${backend} backend`, () => {
  it.each(rules.map(({ id }) => id))('hands out the gradients of %s', async (id) => {
    const first = id === 'e-prop-no-reset' ? [] : [caseOf('four-types'), caseOf('rate-penalty'), caseOf('every-step')];
    for (const file of [...first, caseOf('constants-per-neuron')]) {
      const gradients = throughLsnn(file, { rule: ruleOf(id), ...(id !== 'bptt' && { feedback: file.weights.output }) });
      const { input, recurrent } = file.expected!.rules[id];
      const expected = {
        input: input.map((row) => Float64Array.from(row)),
        recurrent: recurrent.map((row) => Float64Array.from(row)),
      } as Record<string, Matrix>;
      for (const of of ['input', 'recurrent'] as const) {
        expect(compare(of, flat(gradients[of]), flat(expected[of]), 0).error).toBeLessThan(TOLERANCE);
      }
      expect(compare('output', flat(gradients.output), flat(file.expected!.output), 0).error).toBeLessThan(TOLERANCE);
      expect(compare('bias', gradients.bias, file.expected!.bias, 0).error).toBeLessThan(TOLERANCE);
      if (id !== 'bptt') expect(distance(gradients, throughLsnn(file)), 'it is not BPTT').toBeGreaterThan(1e-3);
    }
  });

  it('has the gradient of the plain ops where nothing else is asked for', () => {
    const file = caseOf('delay-3');
    const input = rasterTensor(file.trials.map((trial) => trial.input), file.network.inputs);
    const plain = gradientsBy(file, (weights) => {
      const { z, logits } = tensorSimulate(file.network, weights, input);
      return lossOf(file, tf.stack([...logits], 1), tf.addN(z.map((spikes) => spikes.sum(0))));
    });
    expect(distance(throughLsnn(file), plain)).toBeLessThan(TOLERANCE);
  });

  it('takes random feedback, a G of the user\'s, and places', async () => {
    const file = caseOf('two-types');
    const options = {
      rule: ruleOf('mdgl'), feedback: file.randomFeedback,
      modulation: mapMatrix(file.weights.recurrent, (w) => 2 * w),
      places: {
        input: mapMatrix(file.weights.input, (w) => (w ? 1 : 0)),
        recurrent: mapMatrix(file.weights.recurrent, (w) => (w ? 1 : 0)),
      },
    };
    const { gradients } = await engines[0].learn({ ...lessonOf(file), ...options, feedback: file.randomFeedback! });
    const given = throughLsnn(file, options);
    expect(distance(given, gradients)).toBeLessThan(1e-5);
    expect(flat(given.input).filter((g) => g !== 0).length).toBeLessThanOrEqual(flat(file.weights.input).filter((w) => w !== 0).length);
  });

  it('lets several forward passes live at once, of different networks too, in any order of their sweeps', () => {
    const [a, b] = [caseOf('four-types'), caseOf('lif-only')];
    const alone = [throughLsnn(a), throughLsnn(b)];
    const loss = (file: NetworkCase, weights: TensorWeights) => {
      const { logits, spikeCounts } = lsnn(file.trials, weights, { network: file.network });
      return () => lossOf(file, logits, spikeCounts);
    };
    const both = (first: NetworkCase, second: NetworkCase) => gradientsBy(first, (weights) => {
      const one = loss(first, weights);
      const other = loss(second, weightTensors(second.weights));
      const again = loss(first, weights);
      return other().mul(0).add(one()).add(again());
    });
    const half = (g: Gradients): Gradients => ({
      ...g,
      input: mapMatrix(g.input, (x) => x / 2),
      recurrent: mapMatrix(g.recurrent, (x) => x / 2),
      output: mapMatrix(g.output, (x) => x / 2),
      bias: g.bias.map((x) => x / 2),
    });
    expect(distance(half(both(a, b)), alone[0])).toBeLessThan(1e-6);
    expect(distance(half(both(b, a)), alone[1])).toBeLessThan(1e-6);
  });

  it('gives logits, counts and, where asked for, spikes; the same from a tensor of any kind and from trials', async () => {
    const file = caseOf('rate-penalty');
    const { network, trials, steps } = file;
    const { logits, spikeCounts, spikes } = await engines[0].evaluate(lessonOf(file));
    const weights = weightTensors(file.weights);
    const counts = rasterTensor(trials.map((trial) => trial.input), network.inputs);
    for (const input of [trials, counts, counts.toInt()]) {
      const last = lsnn(input, weights, { network, spikes: true });
      expect(last.logits.shape).toEqual([trials.length, network.outputs]);
      expect(compare('logits', last.logits.dataSync(), flat(logits), 0).error).toBeLessThan(1e-6);
      expect([...last.spikeCounts.dataSync()]).toEqual([...spikeCounts]);
      expect(last.spikes!.shape).toEqual([trials.length, steps, network.neurons]);
      expect(last.spikes!.equal(rasterTensor(spikes!, network.neurons)).all().dataSync()[0]).toBe(1);
      const every = lsnn(input, weights, { network, everyStep: true });
      expect(every.spikes).toBeUndefined();
      expect([...every.logits.slice([0, steps - 1], [-1, 1]).reshape(last.logits.shape).dataSync()]).toEqual([...last.logits.dataSync()]);
    }
  });

  it('ignores a diagonal of the recurrent weights, as there are no autapses', () => {
    const file = caseOf('lif-only');
    const filled = { ...file, weights: { ...file.weights, recurrent: mapMatrix(file.weights.recurrent, (w, q, p) => (q === p ? 1 : w)) } };
    expect(distance(throughLsnn(filled), throughLsnn(file))).toBe(0);
  });

  it.each(['bptt', 'mdgl', 'e-prop'])('learns with tf.train.adam(…).minimize by %s, and leaves no tensor behind', (id) => {
    const network = networkOf(presets.tiny);
    const weights = weightVariables(initialWeights(presets.tiny, 1).weights);
    const adam = tf.train.adam(0.01);
    const trials = [...evidenceAccumulation(presets.tiny.task, 1, 'training', 0, 8).trials];
    const losses: number[] = [];
    let tensors = 0;
    for (let n = 0; n < 25; n++) {
      if (n === 2) tensors = tf.memory().numTensors;
      const loss = tf.tidy(() =>
        adam.minimize(
          () =>
            tf.tidy(() =>
              tf.losses.softmaxCrossEntropy(classTensor(trials, 2), lsnn(trials, weights, { network, rule: ruleOf(id) }).logits)
            ),
          true
        )!
      );
      losses.push(loss.dataSync()[0]);
      loss.dispose();
    }
    expect(tf.memory().numTensors).toBe(tensors);
    expect(losses.at(-1)!).toBeLessThan(0.9 * losses[0]);
    adam.dispose();
  });

  it('works with tf.variableGrads, and outside any tidy leaves what it returns and no more', () => {
    const { network, weights, trials } = caseOf('lif-only');
    const variables = weightVariables(weights);
    const { grads } = tf.variableGrads(() => lsnn(trials, variables, { network }).logits.sum());
    expect(Object.keys(grads).sort()).toEqual(
      [variables.input, variables.recurrent, variables.output, variables.bias].map(({ name }) => name).sort()
    );
    const before = tf.memory().numTensors;
    const { logits, spikeCounts } = lsnn(trials, variables, { network });
    expect(tf.memory().numTensors).toBe(before + 2);
    tf.dispose([logits, spikeCounts]);
  });

  describe('says what is wrong with what it is given:', () => {
    const { network, weights, trials, randomFeedback } = caseOf('two-types');
    const { inputs, neurons } = network;
    const counts = () => rasterTensor(trials.map((trial) => trial.input), inputs);
    /** The op with something else in place of what is right. */
    const call = (wrong: { input?: unknown; weights?: unknown; options?: unknown }) => () =>
      lsnn(
        ('input' in wrong ? wrong.input : trials) as never,
        ('weights' in wrong ? wrong.weights : weightTensors(weights)) as never,
        ('options' in wrong ? wrong.options : { network }) as never
      );
    const says = (wrong: Parameters<typeof call>[0], message: string | RegExp) => {
      expect(call(wrong)).toThrow(InputError);
      expect(call(wrong)).toThrow(message);
    };

    it('an option', () => {
      const mdgl = ruleOf('mdgl');
      const one = matrix([1]);
      const by = (options: object) => ({ options: { network, ...options } });
      says({ options: undefined }, 'options are undefined, must be { network, … }');
      says({ options: {} }, 'network is undefined, must be a network: networkOf(settings)');
      says(by({ everystep: true }), 'unknown option "everystep"; known are network, rule, feedback, modulation, places, everyStep, spikes');
      says(by({ rule: 'mdgl' }), 'rule is "mdgl", must be a rule: ruleOf("mdgl")');
      says(by({ rule: 'hebb' }), /^rule is "hebb", must be a rule: ruleOf\("mdgl"\), or one of your own$/);
      says(by({ rule: {} }), /^rule\.id is undefined; a rule of your own is/);
      says(by({ rule: mdgl, feedback: one }), `feedback is 1 × 1, must be ${neurons} × 2`);
      says(by({ rule: mdgl, feedback: tf.ones([neurons, 2]) }), 'feedback is a tensor, must be a matrix; tensorMatrix(tensor) makes one');
      says(by({ rule: mdgl, modulation: one }), `modulation is 1 × 1, must be ${neurons} × ${neurons}`);
      says(by({ rule: { ...mdgl, modulation: () => one } }), `modulation is 1 × 1, must be ${neurons} × ${neurons}`);
      says(by({ places: { recurrent: weights.recurrent } }), `places.input is undefined, must be a matrix, ${inputs} × ${neurons}`);
      says(by({ places: { input: weights.input } }), 'places.recurrent is undefined');
      says(by({ places: null }), 'places.input is undefined');
      says(by({ rule: ruleOf('rflo') }), /feedback is missing, rflo learns with a random one/);
      says(by({ feedback: randomFeedback }), 'feedback is given: bptt is the exact gradient, only symmetric is allowed');
      says(by({ modulation: weights.recurrent }), 'modulation is given: bptt is the exact gradient');
    });

    it('weights', () => {
      const tensors = weightTensors(weights);
      const changed = (change: object) => ({ weights: { ...tensors, ...change } });
      says(
        { weights: undefined },
        'weights is undefined, must be the four weights as tensors; weightTensors(weights) or weightVariables(weights) makes'
      );
      says({ weights }, 'weights.input is an array, must be a tensor; weightTensors(weights) or weightVariables(weights) makes');
      says(changed({ bias: undefined }), 'weights.bias is undefined, must be a tensor');
      says(changed({ bias: tf.zeros([3]) }), 'weights.bias has shape [3], must be [2]');
      says(changed({ bias: tf.zeros([1, 2]) }), 'weights.bias has shape [1, 2], must be [2]');
      says(
        changed({ input: tf.zeros([inputs, neurons, 1]) }),
        `weights.input has shape [${inputs}, ${neurons}, 1], must be [${inputs}, ${neurons}]`
      );
      says(
        changed({ input: tf.zeros([neurons, inputs]) }),
        `weights.input has shape [${neurons}, ${inputs}], must be [${inputs}, ${neurons}]`
      );
      says(changed({ output: tf.tensor(Array<string>(2 * neurons).fill('a'), [neurons, 2]) }), 'weights.output is of dtype string');
      const gone = tf.zeros([2]);
      gone.dispose();
      says(changed({ bias: gone }), 'weights.bias is a tensor that is disposed of');
    });

    it('the input', () => {
      says({ input: undefined }, 'input is undefined, must be a tensor [trials, steps, inputs] or trials');
      says({ input: 3 }, 'input is 3, must be');
      says({ input: [[[1, 0]]] }, 'input[0] is an array, must be a trial: { input: raster }; tf.tensor3d(counts)');
      says({ input: trials.map((trial) => trial.input) }, 'input[0] is an object, must be a trial');
      says({ input: [undefined] }, 'input[0] is undefined, must be a trial');
      says({ input: [] }, /count is 0/);
      says({ input: tf.zeros([2, 3]) }, `input has shape [2, 3], must be [trials, steps, ${inputs}]`);
      says(
        { input: tf.zeros([2, inputs, 3]) },
        `input has shape [2, ${inputs}, 3], must be [trials, steps, ${inputs}], as the network has ${inputs} inputs`
      );
      says(
        { input: tf.tensor(Array<string>(2 * inputs).fill('a'), [1, 2, inputs]) },
        'input is of dtype string, must be float32, int32 or bool'
      );
      for (const [value, text] of [[0.5, '0.5'], [-1, '-1'], [NaN, 'NaN'], [1001, '1001'], [65_535, '65535']] as const) {
        says({ input: tf.fill([1, 2, inputs], value) }, `input[0][0][0] is ${text}; spike counts must be whole numbers from 0 to 1000`);
      }
      const read = counts();
      call({ input: read })();
      read.dispose();
      says({ input: read }, 'input is a tensor that is disposed of, must be alive');
    });

    it('a number that is not finite, in the weights or in the error that comes back', () => {
      const tensors = weightTensors(weights);
      for (const [of, place] of [['input', '[0][0]'], ['recurrent', '[0][1]'], ['output', '[0][0]'], ['bias', '[0]']] as const) {
        says({ weights: { ...tensors, [of]: tf.fill(tensors[of].shape, NaN) } }, `weights.${of}${place} is NaN, must be finite`);
      }
      const through = (factor: number, of: 'logits' | 'spikeCounts') => () =>
        tf.grad((w) =>
          lsnn(trials, { ...tensors, output: w }, { network })
            [of].mul(factor)
            .sum()
        )(tensors.output);
      refused(through(NaN, 'logits'), '∂loss/∂logits[0] is NaN, must be finite');
      refused(through(Infinity, 'spikeCounts'), '∂loss/∂spikeCounts[0] is Infinity, must be finite');
      expect(through(1, 'logits')().shape).toEqual([neurons, 2]);
    });

    it('the plain ops too', () => {
      const simulate = (wrong: { weights?: unknown; input?: unknown }) => () =>
        tensorSimulate(network, (wrong.weights ?? weightTensors(weights)) as never, (wrong.input ?? counts()) as never);
      expect(simulate({ input: [[[1]]] })).toThrow(
        new InputError(
          'input is an array, must be a tensor; tf.tensor3d(counts) makes one of nested arrays, rasterTensor(rasters, channels) one '
            + 'of rasters'
        )
      );
      expect(simulate({ input: tf.zeros([2, inputs, 3]) })).toThrow(/^input has shape/);
      expect(simulate({ weights })).toThrow(/^weights.input is an array, must be a tensor; weightTensors/);
      expect(simulate({})().z[0].shape).toEqual([trials.length, neurons]);
    });

    it('and a mistake spoils nothing', () => {
      says({ input: tf.fill([1, 2, inputs], -1) }, /is -1/);
      expect(call({})().logits.shape).toEqual([trials.length, 2]);
    });
  });

  it('has no second-order gradient, and says so', () => {
    const { network, weights, trials } = caseOf('lif-only');
    const tensors = weightTensors(weights);
    const loss = (recurrent: tf.Tensor) => lsnn(trials, { ...tensors, recurrent }, { network }).logits.sum();
    const first = tf.grad(loss);
    expect(first(tensors.recurrent).abs().sum().dataSync()[0]).toBeGreaterThan(0);
    for (const second of [(w: tf.Tensor) => first(w).square().sum(), (w: tf.Tensor) => loss(w).add(first(w).square().sum())]) {
      refused(() => tf.grad(second)(tensors.recurrent), 'lsnn has first-order gradients only');
    }
  });
});

it('spike counts go in and come out as they are, whatever the shape and dtype, and a wrong one is named', () => {
  for (const [trials, steps, channels] of [[1, 1, 1], [3, 5, 7], [2, 6, 4], [2, 3, 1]]) {
    for (const [dtype, most] of [['float32', 1000], ['int32', 1000], ['bool', 1]] as const) {
      const counts = Float32Array.from({ length: trials * steps * channels }, (_, n) => (n % 3 ? 0 : n % 2 ? 1 : most));
      const tensor = tf.tensor3d(counts, [trials, steps, channels]).cast<tf.Tensor3D>(dtype);
      const rasters = tensorRasters(tensor);
      expect(rasters.map(({ offsets }) => offsets.length)).toEqual(Array(trials).fill(steps + 1));
      expect([...rasterTensor(rasters, channels).dataSync()]).toEqual([...counts]);
    }
  }
  const wrong = (value: number, dtype: 'float32' | 'int32') => () =>
    tensorRasters(tf.tensor3d([0, 0, 0, 0, 0, 0, 0, 0, 0, value, 0, 0], [2, 3, 2], dtype));
  expect(wrong(-(2 ** 31), 'int32')).toThrow('input[1][1][1] is -2147483648; spike counts must be whole numbers from 0 to 1000');
  expect(wrong(0.5, 'float32')).toThrow('input[1][1][1] is 0.5');
  expect(tensorRasters(tf.tensor3d([-0, 0], [1, 1, 2]))[0].channels.length, '-0 is 0').toBe(0);
});

it('weights go in and come out as they are, rounded to float32', () => {
  const weights = {
    input: matrix([0.5, -2, 0]),
    recurrent: matrix([0, 1, 2], [3, 0, 4], [5, 6, 0]),
    output: matrix([1], [2], [0.1]),
    bias: Float64Array.of(0.25),
  };
  const back = weightsFrom(weightVariables(weights));
  expect(back).toEqual({ ...weights, output: matrix([1], [2], [Math.fround(0.1)]) });
  expect(weightVariables(weights).recurrent.shape).toEqual([3, 3]);
});

it('what turns one form into the other names what does not fit', () => {
  const refuses = (work: () => unknown, message: string) => expect(work).toThrow(new InputError(message));
  for (const wrong of [2, -1, 0.5]) {
    refuses(() => classTensor([{ target: { class: wrong } }], 2), `the class of trial 0 is ${wrong}, must be an integer from 0 to 1`);
  }
  refuses(() => rasterTensor([raster(2, [1, 3])], 3), 'channel 3 spikes in trial 0, must be below 3');
  for (const last of [[3], [3, 4, 5]]) {
    refuses(
      () => matrixTensor(matrix([1, 2], last)),
      `row 1 of the matrix has ${last.length} numbers, row 0 has 2; all must be equally long`
    );
  }
  refuses(() => tensorMatrix(tf.zeros([2])), 'the matrix has shape [2], must be [rows, columns]');
  refuses(() => tensorMatrix(matrix([1]) as never), 'the matrix is an array, must be a tensor; matrixTensor(matrix) makes one');
  refuses(() => tensorRasters(tf.zeros([2, 3]) as never), 'input has shape [2, 3], must be [trials, steps, channels]');
  const weights = { input: tf.zeros([1, 1]), recurrent: tf.zeros([1, 1]), output: tf.zeros([1, 1]), bias: tf.zeros([1]) };
  refuses(() => weightsFrom({ ...weights, bias: tf.zeros([1, 1]) }), 'weights.bias has shape [1, 1], must be [outputs]');
  refuses(() => weightsFrom({ ...weights, recurrent: tf.zeros([1]) }), 'weights.recurrent has shape [1], must be [rows, columns]');
  expect(weightsFrom(weights).bias.length).toBe(1);
});
