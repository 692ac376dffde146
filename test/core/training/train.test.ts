import { describe, expect, it } from 'vitest';
import type { Batch, Engine, Lesson } from '../../../src/core/engine/engine';
import { referenceEngine } from '../../../src/core/engine/reference/reference';
import { InputError } from '../../../src/core/errors';
import { mapMatrix, zeros, type Matrix } from '../../../src/core/network/matrix';
import { normal, stream } from '../../../src/core/random';
import { ruleOf } from '../../../src/core/rules';
import { randomFeedback } from '../../../src/core/rules/feedback/random';
import { settings } from '../../../src/core/settings';
import type { Run } from '../../../src/core/training/run';
import { weightsOf } from '../../../src/core/training/state';
import { begin, train, trainStepwise, type CurvePoint } from '../../../src/core/training/train';
import { contextOf } from '../../support/context';

/** Seconds' worth of `tiny` in less: few trials and updates. */
const small = (changes: Parameters<typeof settings>[1] = {}) =>
  settings('tiny', { ...changes, training: { iterations: 4, validateEvery: 2, trials: 4, validationTrials: 4, ...changes.training } });
const run = (rule = 'mdgl', changes: Partial<Run> = {}): Run => ({ settings: small(), rule: ruleOf(rule), seed: 1, ...changes });

async function curveOf(points: AsyncIterable<CurvePoint>): Promise<CurvePoint[]> {
  const curve = [];
  for await (const point of points) curve.push(point);
  return curve;
}

/** An engine that computes nothing, and keeps what it is asked. */
function listeningEngine() {
  const validations: Batch[] = [];
  const lessons: Lesson[] = [];
  const evaluation = ({ network, trials, count }: Batch) => ({
    loss: 0.5,
    accuracy: 0.75,
    logits: zeros(count, 2),
    spikeCounts: new Float64Array(network.neurons).fill(3),
    inputs: [...trials].map(({ input }) => input.channels.join()),
  });
  const heard: string[] = [];
  const engine: Engine = {
    name: 'reference',
    evaluate: async (batch) => { validations.push(batch); return evaluation(batch); },
    async learn(lesson) {
      lessons.push(lesson);
      const { inputs, ...result } = evaluation(lesson);
      heard.push(inputs.join(';'));
      const { network } = lesson;
      return {
        ...result,
        gradients: {
          input: zeros(network.inputs, network.neurons),
          recurrent: zeros(network.neurons, network.neurons),
          output: zeros(network.neurons, 2),
          bias: new Float64Array(2),
        },
      };
    },
    close: async () => {},
  };
  return { engine, validations, lessons, heard };
}

describe('training', () => {
  it('validates at 0, every so many iterations and at N, and makes N updates', async () => {
    const { engine, validations, lessons } = listeningEngine();
    const curve = await curveOf(train(run(), engine));
    expect(curve.map(({ iteration }) => iteration)).toEqual([0, 2, 4]);
    expect([validations.length, lessons.length]).toEqual([3, 4]);
  });

  it('validates at N also where N is no multiple', async () => {
    const curve = await curveOf(train(run('mdgl', { settings: small({ training: { iterations: 3 } }) }), listeningEngine().engine));
    expect(curve.map(({ iteration }) => iteration)).toEqual([0, 2, 3]);
  });

  it('reports loss, accuracy and the mean rate of all neurons, trials and steps', async () => {
    const [point] = await curveOf(train(run(), listeningEngine().engine));
    // 3 spikes a neuron in 4 trials of 150 steps: 3 / 0.6 s
    expect(point).toEqual({ iteration: 0, loss: 0.5, accuracy: 0.75, rateHz: 5 });
  });

  it('counts the trials of the validation batch for the mean rate, not those of a training batch', async () => {
    const [{ rateHz }] = await curveOf(
      train(run('mdgl', { settings: small({ training: { trials: 2, validationTrials: 6 } }) }), listeningEngine().engine)
    );
    // 3 spikes a neuron in 6 trials of 150 steps: 3 / 0.9 s
    expect(rateHz).toBeCloseTo(10 / 3, 12);
  });

  it.each([1, 2])('draws the noise of rewiring from the stream of seed and iteration, seed %i', async (seed) => {
    // no gradient, so that θ moves by its noise alone: √(2 · 0.02 · 1e-7) a step, the first draw for the first synapse of the inputs
    const { engine, lessons } = listeningEngine();
    await curveOf(train(run('mdgl', { seed, settings: small({ training: { temperature: 1e-7, l1: 0 } }) }), engine));
    const first = lessons.map(({ weights }) => Math.abs(weights.input.flatMap((row) => [...row]).find((w) => w !== 0)!));
    for (const iteration of [0, 1, 2]) {
      const noise = Math.sqrt(2 * 0.02 * 1e-7) * normal(stream(seed, 'rewiring', iteration));
      expect(first[iteration + 1] - first[iteration]).toBeCloseTo(noise, 12);
      expect(Math.abs(noise)).toBeGreaterThan(1e-8);
    }
  });

  it('lowers the loss: BPTT on the tiny task', async () => {
    const tiny = settings('tiny', { training: { iterations: 25, validateEvery: 25 } });
    const [first, last] = await curveOf(train(run('bptt', { settings: tiny })));
    expect(Math.abs(first.loss - Math.LN2)).toBeLessThan(0.01);
    expect(last.loss).toBeLessThan(0.62);
    expect(last.accuracy).toBeGreaterThan(0.7);
    expect(first.rateHz).toBeGreaterThan(1);
  });

  it('gives every rule the same inputs, weights and rewiring', async () => {
    const asked = await Promise.all(['bptt', 'e-prop'].map(async (rule) => {
      const listening = listeningEngine();
      await curveOf(train(run(rule), listening.engine));
      return listening;
    }));
    expect(asked[0].heard).toEqual(asked[1].heard);
    expect(asked[0].lessons.map(({ weights }) => weights)).toEqual(asked[1].lessons.map(({ weights }) => weights));
    expect(new Set(asked[0].heard).size).toBe(4);
  });

  it('gives other seeds other inputs and weights', async () => {
    const [one, two] = [listeningEngine(), listeningEngine()];
    await curveOf(train(run('mdgl', { seed: 1 }), one.engine));
    await curveOf(train(run('mdgl', { seed: 2 }), two.engine));
    expect(one.heard[0]).not.toBe(two.heard[0]);
    expect(one.lessons[0].weights.recurrent).not.toEqual(two.lessons[0].weights.recurrent);
  });
});

describe('what training asks of the engine', () => {
  const lessonOf = async (of: Run) => {
    const { engine, lessons } = listeningEngine();
    await curveOf(train(of, engine));
    return lessons;
  };
  const places = (matrix: Matrix) => mapMatrix(matrix, (w) => w !== 0 ? 1 : 0);

  it('the gradient of initially connected places', async () => {
    const [lesson] = await lessonOf(run());
    expect(lesson.places).toEqual({ input: places(lesson.weights.input), recurrent: places(lesson.weights.recurrent) });
  });

  it('the gradient of every place but autapses, where any may be connected', async () => {
    const [{ places: asked }] = await lessonOf(run('mdgl', { settings: small({ training: { reconnect: 'any' } }) }));
    expect(asked!.input.every((row) => row.every((place) => place === 1))).toBe(true);
    asked!.recurrent.forEach((row, q) => row.forEach((place, p) => expect(place).toBe(q === p ? 0 : 1)));
  });

  it('symmetric feedback by default, the output weights as they are now', async () => {
    for (const lesson of await lessonOf(run())) expect(lesson.feedback).toEqual(lesson.weights.output);
  });

  it('random feedback, always the same: by default for rflo, on request for others', async () => {
    const fixed = randomFeedback({ neurons: 35, outputs: 2 }, 1);
    for (const lesson of [...(await lessonOf(run('rflo'))), ...(await lessonOf(run('mdgl', { feedback: 'random' })))]) {
      expect(lesson.feedback).toEqual(fixed);
    }
    const [ofSeed2] = await lessonOf(run('rflo', { seed: 2 }));
    expect(ofSeed2.feedback).toEqual(randomFeedback({ neurons: 35, outputs: 2 }, 2));
    const [symmetric] = await lessonOf(run('rflo', { feedback: 'symmetric' }));
    expect(symmetric.feedback).toEqual(symmetric.weights.output);
  });

  it('no random feedback for BPTT', async () => {
    await expect(lessonOf(run('bptt', { feedback: 'random' }))).rejects.toThrow(
      new InputError('feedback random: bptt is the exact gradient, only symmetric is allowed')
    );
  });

  it('regularised rates, per ms, where the coefficient is not 0', async () => {
    expect((await lessonOf(run()))[0].rates).toEqual({ coefficient: 0.1, target: 0.01, ofEachTrial: false });
    expect((await lessonOf(run('mdgl', { settings: small({ training: { rateCoefficient: 0 } }) })))[0].rates).toBeUndefined();
  });

  it('a changed G where one is given, from the rule\'s own', async () => {
    const knockOut = (G: Matrix, iteration: number) => iteration < 2 ? G : mapMatrix(G, () => 0);
    const lessons = await lessonOf(run('mdgl', { modulation: knockOut }));
    const rule = ruleOf('mdgl');
    lessons.forEach((lesson, iteration) => {
      const own = rule.modulation!(lesson.weights.recurrent, contextOf(lesson.network));
      expect(own.some((row) => row.some((g) => g !== 0))).toBe(true);
      expect(lesson.modulation).toEqual(knockOut(own, iteration));
    });
    expect((await lessonOf(run()))[0].modulation).toBeUndefined();
  });

  it('a loss that is finite; one that is not ends the run with its reason', async () => {
    const { engine } = listeningEngine();
    const diverging: Engine = { ...engine, evaluate: async (batch) => ({ ...await engine.evaluate(batch), loss: NaN }) };
    await expect(curveOf(train(run(), diverging))).rejects.toThrow(
      /^mdgl, seed 1: the loss is NaN at iteration 0; training\.learningRate \(0\.02\)/
    );
  });
});

describe('training ends, and names what overflowed and when,', () => {
  it('where a gradient is not finite, though the loss is', async () => {
    for (const [rule, changes] of [
      ['bptt', { network: { dampening: 1e200 } }],
      ['mdgl', { training: { rateCoefficient: 1e300 } }],
    ] as const) {
      const points = train(run(rule, { settings: small(changes) }));
      await expect(curveOf(points)).rejects.toThrow(
        new RegExp(
          `^${rule}, seed 1: the gradient of input\\[\\d+\\]\\[\\d+\\] is (NaN|-?Infinity) at iteration 0; training\\.learningRate `
            + '\\(0\\.02\\)'
        )
      );
    }
  });

  it.each(['input', 'recurrent', 'output', 'bias'] as const)('whichever gradient it is: %s', async (name) => {
    const { engine } = listeningEngine();
    const overflowing: Engine = {
      ...engine,
      async learn(lesson) {
        const result = await engine.learn(lesson);
        const row = name === 'bias' ? result.gradients.bias : result.gradients[name][1];
        if (lesson.weights.bias[0] !== 0) row[1] = -Infinity; // the second time
        else result.gradients.bias[0] = 1;
        return result;
      },
    };
    const place = name === 'bias' ? 'bias[1]' : `${name}[1][1]`;
    await expect(curveOf(train(run(), overflowing))).rejects.toThrow(
      `mdgl, seed 1: the gradient of ${place} is -Infinity at iteration 1; training.learningRate (0.02)`
    );
  });

  it('where a weight is not finite, which would count as no connection', async () => {
    const { engine } = listeningEngine();
    const pushing: Engine = {
      ...engine,
      learn: async (lesson) => {
        const result = await engine.learn(lesson);
        result.gradients.bias[0] = 1;
        return result;
      },
    };
    const steep = small({ training: { learningRate: 1.7e308 } });
    await expect(curveOf(train(run('mdgl', { settings: steep }), pushing))).rejects.toThrow(
      /^mdgl, seed 1: a weight of bias is -Infinity at iteration [01]; training\.learningRate \(1\.7e\+308\)/
    );
  });
});

describe('a run that is left', () => {
  it('goes on to the same digits, at any iteration', async () => {
    const whole = begin(run());
    await curveOf(train(run(), referenceEngine(), whole));
    for (const stop of [1, 2, 3]) {
      const parted = begin(run());
      for await (const _ of trainStepwise(run(), referenceEngine(), parted)) if (parted.iteration === stop) break;
      expect(parted.iteration).toBe(stop);
      const copy = structuredClone(parted);
      await curveOf(train(run(), referenceEngine(), copy));
      expect(copy).toEqual(whole);
    }
    expect(whole.iteration).toBe(4);
    expect(weightsOf(whole.state)).not.toEqual(weightsOf(begin(run()).state));
  });

  it('can be forked: each copy goes its own way', async () => {
    const trunk = begin(run('mdgl'));
    for await (const { iteration } of train(run('mdgl'), referenceEngine(), trunk)) if (iteration === 2) break;
    const [same, silent] = [structuredClone(trunk), structuredClone(trunk)];
    const [a] = await curveOf(train(run('mdgl'), referenceEngine(), same));
    const [b] = await curveOf(train(run('mdgl', { modulation: (G) => mapMatrix(G, () => 0) }), referenceEngine(), silent));
    expect([a.iteration, b.iteration]).toEqual([4, 4]);
    expect(weightsOf(same.state).recurrent).not.toEqual(weightsOf(silent.state).recurrent);
    expect(trunk.iteration).toBe(2);
  });

  it('has nothing more to do at its end', async () => {
    const progress = begin(run());
    const { engine, lessons } = listeningEngine();
    await curveOf(train(run(), engine, progress));
    expect(await curveOf(train(run(), engine, progress))).toEqual([]);
    expect(lessons).toHaveLength(4);
  });

  it('asks for its criterion anew if that was interrupted', async () => {
    const stop = { errorBelow: 0.5, validations: 2, which: 'further' } as const;
    const stopping = run('mdgl', { settings: small({ training: { stop } }) });
    const { engine, lessons } = listeningEngine(); // its error is 0.25
    let asked = 0;
    const broken: Engine = {
      ...engine,
      evaluate: (batch) => ++asked === 3 ? Promise.reject(new Error('interrupted')) : engine.evaluate(batch),
    };
    const progress = begin(stopping);
    await expect(curveOf(train(stopping, broken, progress))).rejects.toThrow('interrupted');
    expect(await curveOf(train(stopping, broken, progress))).toHaveLength(1);
    expect(progress).toMatchObject({ iteration: 0, stopped: true });
    expect(lessons).toEqual([]);
  });

  it('lets other things happen between iterations', async () => {
    let ticks = 0;
    const timer = setInterval(() => { ticks++; }, 0);
    const seen: number[] = [];
    for await (const _ of trainStepwise(run(), referenceEngine())) seen.push(ticks);
    clearInterval(timer);
    expect(seen.at(-1)).toBeGreaterThan(2);
  });
});
