import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/core/engine';
import type { Engine, Lesson } from '../../src/core/engine/engine';
import { signals } from '../../src/core/engine/reference/signals';
import { InputError } from '../../src/core/errors';
import { mapMatrix, type Matrix } from '../../src/core/network/matrix';
import { networkOf } from '../../src/core/network/network';
import { simulate } from '../../src/core/network/simulate';
import { ruleOf } from '../../src/core/rules';
import { typeMeans } from '../../src/core/rules/type-means';
import { settings } from '../../src/core/settings';
import { evidenceAccumulation } from '../../src/core/tasks/evidence-accumulation';
import type { Run } from '../../src/core/training/run';
import { initialState, weightsOf } from '../../src/core/training/state';
import { begin, train, trainStepwise, type CurvePoint } from '../../src/core/training/train';
import { modulationWith } from '../../src/studies/knockout/change';
import { knockout } from '../../src/studies/knockout/knockout';
import { pairOf, pairsOf } from '../../src/studies/knockout/pair';
import { contextOf } from '../support/context';
import { largest } from '../support/live-lesson';

const N = 12;
const FROM = 5;
const quick = settings('tiny', { training: { iterations: N, validateEvery: 2, trials: 4, validationTrials: 12 } });
const { cellTypes } = quick.network;
const network = networkOf(quick);
const [I, E] = [0, 1];
const runBy = (rule: string, seed = 1): Run => ({ settings: quick, rule: ruleOf(rule), seed });
const everyPair = pairsOf(cellTypes).map((pair) => ({ ...pair, how: 'silence' as const }));
const change = (pair: string, how: 'silence' | 'freeze' = 'silence') => ({ ...pairOf(pair, cellTypes), how });

async function curveOf(run: Run, engine: Engine): Promise<CurvePoint[]> {
  const curve: CurvePoint[] = [];
  for await (const point of train(run, engine)) curve.push(point);
  return curve;
}

/** A curve proves nothing unless its network fires and learns. */
function expectAlive(curve: readonly CurvePoint[]): void {
  expect(curve.map(({ iteration }) => iteration)).toEqual(Array.from({ length: N / 2 + 1 }, (_, n) => 2 * n));
  for (const { rateHz } of curve) {
    expect(rateHz).toBeGreaterThan(3);
    expect(rateHz).toBeLessThan(120);
  }
  expect(new Set(curve.map(({ loss }) => loss)).size).toBe(curve.length);
}

describe.each(['wasm', 'reference'])('knockout on the %s engine', (name) => {
  const engine = createEngine(name, { workers: 2 });

  it('without a change gives the original twice, digit for digit', async () => {
    for (const rule of ['mdgl', 'bptt']) {
      const original = await curveOf(runBy(rule), engine);
      expectAlive(original);
      for (const from of [0, FROM]) {
        expect(await knockout(runBy(rule), [], from, engine)).toEqual({ untouched: original, changed: original });
      }
    }
  });

  it('leaves the original untouched, and changes what comes after', async () => {
    const original = await curveOf(runBy('mdgl'), engine);
    const { untouched, changed } = await knockout(runBy('mdgl'), [change('E>E')], FROM, engine);
    expect(untouched).toEqual(original);
    expectAlive(changed);
    // the update of iteration 5 is the first that the change can reach, so the validation at 6 the first that can show it
    expect(changed.filter(({ iteration }) => iteration <= FROM)).toEqual(original.filter(({ iteration }) => iteration <= FROM));
    expect(changed.find(({ iteration }) => iteration === FROM + 1)).not.toEqual(original.find(({ iteration }) => iteration === FROM + 1));
  });

  it.each(['mdgl', 'mdgl-bca', 'nl-mdgl', 'on-mdgl'])(
    'with every pair silent gives e-prop from there on, digit for digit (%s)',
    async (rule) => {
      const original = await curveOf(runBy(rule), engine);
      expectAlive(original);
      for (const from of [0, FROM]) {
        const eProp = begin(runBy(rule));
        if (from > 0) for await (const _ of trainStepwise(runBy(rule), engine, eProp)) if (eProp.iteration === from) break;
        for await (const _ of train(runBy('e-prop'), engine, eProp));
        const { changed } = await knockout(runBy(rule), everyPair, from, engine);
        expect(changed).toEqual(eProp.curve);
        expect(changed.at(-1)).not.toEqual(original.at(-1));
      }
    }
  );

  it('with a factor of 1 changes nothing, with 0 it silences', async () => {
    const original = await curveOf(runBy('mdgl'), engine);
    const scaled = async (factor: number) =>
      (await knockout(runBy('mdgl'), [{ ...change('E>E'), how: 'scale', factor }], FROM, engine)).changed;
    expect(await scaled(1)).toEqual(original);
    expect(await scaled(0)).toEqual((await knockout(runBy('mdgl'), [change('E>E')], FROM, engine)).changed);
    expect(await scaled(0.5)).not.toEqual(original);
  });
});

describe('knockout', () => {
  const engine = createEngine('wasm', { workers: 1 });

  /** An engine that notes each G that a changed run learns with, and the weights at that time. */
  function noting(): { engine: Engine; lessons: Lesson[] } {
    const lessons: Lesson[] = [];
    return { lessons, engine: { ...engine, learn: (lesson) => { lessons.push(lesson); return engine.learn(lesson); } } };
  }

  it('keeps a frozen mean at its value, while the weights go on', async () => {
    const { engine: noted, lessons } = noting();
    await knockout(runBy('mdgl'), [change('E>I', 'freeze')], FROM, noted);
    const changed = lessons.slice(N);
    expect(changed.length).toBe(N - FROM);
    const meanOf = (W: Matrix) => typeMeans(W, network.types, 2, 'nonzero')[I][E];
    const then = meanOf(changed[0].weights.recurrent);
    expect(then).not.toBe(0);
    for (const { weights: { recurrent }, modulation } of changed) {
      for (let p = 0; p < network.neurons; p++) {
        for (let j = 0; j < network.neurons; j++) {
          if (network.types[p] === I && network.types[j] === E) expect(modulation![p][j]).toBe(recurrent[p][j] === 0 ? 0 : then);
        }
      }
    }
    const means = changed.map(({ weights }) => meanOf(weights.recurrent));
    expect(new Set(means).size).toBe(means.length);
  });

  it('changes what a modulation of the user\'s own says', async () => {
    const half = (G: Matrix) => mapMatrix(G, (g) => g / 2);
    const own = await knockout({ ...runBy('mdgl'), modulation: half }, [change('E>E')], FROM, engine);
    expect(own.untouched).toEqual(await curveOf({ ...runBy('mdgl'), modulation: half }, engine));
    const silent = modulationWith([change('E>E')], runBy('mdgl'), weightsOf(initialState(quick, 1)).recurrent);
    const both = (G: Matrix, iteration: number) => iteration < FROM ? half(G) : silent(half(G));
    expect(own.changed).toEqual(await curveOf({ ...runBy('mdgl'), modulation: both }, engine));
    expect(own.changed).not.toEqual(own.untouched);
  });

  it('tells how far it is, and stops when told to', async () => {
    const told: string[] = [];
    const controller = new AbortController();
    const running = knockout(runBy('mdgl'), [], FROM, engine, {
      signal: controller.signal,
      progressed(curve, { iteration }) {
        if (!told.includes(curve)) told.push(curve);
        if (curve === 'changed' && iteration === FROM + 3) controller.abort();
      },
    });
    await expect(running).rejects.toThrow('aborted');
    expect(controller.signal.aborted).toBe(true);
    expect(told).toEqual(['untouched', 'changed']);
  });

  it.each([-1, 0.5, N, N + 1, NaN])('refuses to begin at %s', async (from) => {
    await expect(knockout(runBy('mdgl'), [], from, engine)).rejects.toThrow(
      new InputError(`from ${from}: allowed is a whole number from 0 to ${N - 1}, so that at least one of the ${N} iterations is changed`)
    );
  });

  it('refuses changes that cannot be made before it trains', async () => {
    const never: Engine = { ...engine, evaluate: () => { throw new Error('evaluated'); } };
    await expect(knockout(runBy('e-prop'), [change('E>I')], FROM, never)).rejects.toThrow('rule e-prop: cell types say nothing');
    await expect(knockout(runBy('mdgl'), [{ sender: 'E', receiver: 'X', how: 'silence' }], FROM, never)).rejects.toThrow(
      '"E>X" is no pair'
    );
  });
});

describe('what pairs say', () => {
  const weights = weightsOf(initialState(quick, 1));
  const feedback = weights.output;
  const run = runBy('mdgl');
  const G = run.rule.modulation!(weights.recurrent, contextOf(network));
  /** G with one pair speaking alone. */
  const only = (pair: string) =>
    modulationWith(
      everyPair.filter(({ sender, receiver }) => `${sender}>${receiver}` !== pair),
      run,
      weights.recurrent
    )(G);

  it('adds up: e-prop and the parts of all pairs are the gradient', async () => {
    const engine = createEngine('reference');
    const batch = evidenceAccumulation(quick.task, 1, 'training', 0, 8);
    const trials = [...batch.trials];
    const learn = (modulation?: Matrix, rule = 'mdgl') => engine.learn({
      network, weights, feedback, rule: ruleOf(rule), modulation, rates: { coefficient: 0.1, target: 0.01 }, ...batch, trials,
    });
    const whole = await learn();
    expect(1000 * whole.spikeCounts.reduce((a, b) => a + b, 0) / (network.neurons * batch.count * batch.steps)).toBeGreaterThan(5);
    const eProp = (await learn(undefined, 'e-prop')).gradients;
    const parts = await Promise.all(
      pairsOf(cellTypes).map(async ({ sender, receiver }) => (await learn(only(`${sender}>${receiver}`))).gradients)
    );
    for (const matrix of ['input', 'recurrent'] as const) {
      const full = whole.gradients[matrix];
      const minus = (a: Matrix, b: Matrix) => mapMatrix(a, (value, r, c) => value - b[r][c]);
      // every pair has its say, and there is more to the gradient than e-prop
      for (const part of parts) expect(largest(minus(part[matrix], eProp[matrix]))).toBeGreaterThan(1e-4 * largest(full));
      expect(largest(minus(full, eProp[matrix]))).toBeGreaterThan(1e-3 * largest(full));
      const sum = mapMatrix(eProp[matrix], (e, r, c) => e + parts.reduce((total, part) => total + part[matrix][r][c] - e, 0));
      expect(largest(minus(sum, full))).toBeLessThan(1e-10 * largest(full));
    }
  });

  it.each([['E>I', E, I], ['I>E', I, E], ['E>E', E, E], ['I>I', I, I]])('falls silent in Γ where %s is silent: its receivers miss '
    + 'that sender\'s part, nobody else misses anything', (pair, sender, receiver) => {
    const { trials } = evidenceAccumulation(quick.task, 1, 'training', 0, 1);
    const [{ input, target }] = trials;
    const { states, logits } = simulate(network, weights, input);
    const psi = states.map((state) => state.psi);
    const error = logits.map((row, t) =>
      row.map((_, k) => (t === logits.length - 1 ? (k === (target as { class: number }).class ? -0.5 : 0.5) : 0))
    );
    const heard = (modulation: Matrix) => signals(network, run.rule, error, psi, new Float64Array(network.neurons), feedback, modulation);
    const { emitted, modulatory: whole } = heard(G);
    const silent = heard(modulationWith([change(pair)], run, weights.recurrent)(G)).modulatory;
    const senders = network.types.flatMap((type, j) => type === sender ? [j] : []);
    let spoken = 0;
    whole.forEach((row, t) => row.forEach((gamma, p) => {
      if (network.types[p] !== receiver) return expect(silent[t][p]).toBe(gamma);
      // (1−α) Σ_{j of the sender's type} G[p,j] a_j(t+D)
      const part = (1 - network.alpha[0]) * senders.reduce((sum, j) => sum + G[p][j] * (emitted[t + network.delaySteps]?.[j] ?? 0), 0);
      spoken = Math.max(spoken, Math.abs(part));
      expect(Math.abs(gamma - part - silent[t][p])).toBeLessThan(1e-12 * largest(whole));
    }));
    expect(spoken).toBeGreaterThan(0.01 * largest(whole));
  });
});
