import { describe, expect, it } from 'vitest';
import type { Lesson } from '../../src/core/engine/engine';
import { rateErrorsOf } from '../../src/core/engine/rates';
import { referenceEngine } from '../../src/core/engine/reference/reference';
import { mapMatrix, zeros } from '../../src/core/network/matrix';
import { raster, spikesAt } from '../../src/core/network/raster';
import { rules } from '../../src/core/rules';
import { bptt } from '../../src/core/rules/bptt';
import { eProp } from '../../src/core/rules/e-prop';
import { mdgl } from '../../src/core/rules/mdgl';
import { mdglBca } from '../../src/core/rules/mdgl-bca';
import { quantityNames, synapseQuantities, type Quantity } from '../../src/record/quantities';
import { record } from '../../src/record/record';
import type { NamedArray } from '../../src/record/recording';
import { seriesOf } from '../../src/record/series-of';
import { contextOf } from '../support/context';
import { distance, expectAlive, largest, liveLesson } from '../support/live-lesson';
import { handNetwork, matrix } from '../support/network';

const [NEURONS, INPUTS, STEPS, TRIALS] = [15, 8, 120, 3];

/** All places of both matrices, unconnected ones too. */
const everywhere = {
  synapses: Array.from({ length: NEURONS * NEURONS }, (_, n) => ({ pre: Math.floor(n / NEURONS), post: n % NEURONS })).filter(
    ({ pre, post }) => pre !== post
  ),
  inputSynapses: Array.from({ length: INPUTS * NEURONS }, (_, n) => ({ pre: Math.floor(n / NEURONS), post: n % NEURONS })),
};

async function alive(lesson: Lesson) {
  const result = await referenceEngine().learn(lesson);
  expectAlive(result);
  return result;
}

const kinds = [
  { title: 'a loss at the last step', kind: { loss: 'class', delaySteps: 1 } },
  { title: 'losses at every step and a delay of 3', kind: { loss: 'values', delaySteps: 3 } },
  { title: 'firing-rate regularisation', kind: { loss: 'class', delaySteps: 1, rates: { coefficient: 10, target: 0.01 } } },
] as const;

describe.each(kinds)('with $title, recorded weight changes end in the gradient', ({ kind }) => {
  it.each(rules)('of $id', async (rule) => {
    const lesson = liveLesson(rule, kind);
    const { gradients } = await alive(lesson);
    const { arrays, coordinates: { pre, post, fromInput } } = record({ ...lesson, ...everywhere, what: ['weightChange'], ofTrials: 'all' });
    const ends = { input: zeros(INPUTS, NEURONS), recurrent: zeros(NEURONS, NEURONS) };
    const { data, shape: [trials, steps, synapses] } = arrays.weightChange;
    expect([trials, steps, synapses]).toEqual([TRIALS, STEPS, 14 * 15 + 8 * 15]);
    for (let m = 0; m < trials; m++) {
      for (let s = 0; s < synapses; s++) {
        ends[fromInput.data[s] ? 'input' : 'recurrent'][pre.data[s]][post.data[s]] += data[(m * steps + steps - 1) * synapses + s];
      }
    }
    expect(distance(ends.recurrent, gradients.recurrent)).toBeLessThan(1e-12);
    expect(distance(ends.input, gradients.input)).toBeLessThan(1e-12);
  });
});

describe.each(rules)('a recording of $id', (rule) => {
  const lesson = liveLesson(rule);
  const recording = record({ ...lesson, what: quantityNames, ofTrials: [2, 0], synapses: 'random:20', inputSynapses: 'all' });
  const series = (quantity: Quantity, place = {}) => seriesOf(recording, quantity, { trial: 2, ...place });

  it('has the weight change as the running sum of credit times eligibility', async () => {
    await alive(lesson);
    const { pre, post } = recording.coordinates;
    let changed = 0;
    for (let s = 0; s < 20; s++) {
      const synapse = { synapse: `${pre.data[s]}>${post.data[s]}` };
      const [credit, e, change] = [
        series('credit', { neuron: post.data[s] }),
        series('eligibility', synapse),
        series('weightChange', synapse),
      ];
      let sum = 0;
      expect(change).toEqual(e.map((value, t) => { sum += credit[t] * value; return sum; }));
      if (sum !== 0) changed++;
    }
    expect(changed).toBeGreaterThan(2);
  });

  it('has traces that follow from spikes and ψ', () => {
    const { pre, post, fromInput, beta } = recording.coordinates;
    for (let s = 0; s < pre.data.length; s++) {
      const synapse = { [fromInput.data[s] ? 'inputSynapse' : 'synapse']: `${pre.data[s]}>${post.data[s]}` };
      const [v, a, e] = (['epsilonV', 'epsilonA', 'eligibility'] as const).map((trace) => series(trace, synapse));
      const psi = series('pseudoDerivative', { neuron: post.data[s] });
      expect(e).toEqual(psi.map((value, t) => value * (v[t] - beta.data[post.data[s]] * a[t])));
      // a spike is felt by the membrane where it arrives: at once from an input, a step later from a neuron
      const sent = series('presynapticSpikes', synapse);
      const first = sent.findIndex((count) => count > 0);
      if (first >= 0 && first < STEPS - 1) expect(v.findIndex((value) => value !== 0)).toBe(fromInput.data[s] ? first : first + 1);
      expect(sent).toEqual(fromInput.data[s] ? series('inputSpikes', { input: pre.data[s] }) : series('spikes', { neuron: pre.data[s] }));
    }
  });

  it('emits L ψ, or online what is known at the time', () => {
    let [emitting, differ] = [0, 0];
    for (let p = 0; p < NEURONS; p++) {
      const [L, psi, a] = (['learningSignal', 'pseudoDerivative', 'emittedActivity'] as const).map((signal) =>
        series(signal, { neuron: p })
      );
      if (a.some((value) => value !== 0)) emitting++;
      if (a.some((value, t) => value !== L[t] * psi[t])) differ++;
    }
    expect(emitting).toBeGreaterThan(NEURONS / 2);
    expect(differ > 0).toBe(rule.online === true);
  });

  it('splits Γ by sending type into parts that sum to it', () => {
    const sum = zeros(NEURONS, STEPS);
    const parts = recording.coordinates.sender.meanings!.map((sender) => {
      const part = zeros(NEURONS, STEPS);
      part.forEach((row, p) => {
        row.set(series('modulatorySignalByType', { neuron: p, sender }));
        row.forEach((value, t) => {
          sum[p][t] += value;
        });
      });
      return part;
    });
    const gamma = zeros(NEURONS, STEPS).map((_, p) => series('modulatorySignal', { neuron: p }));
    if (!rule.modulation) {
      expect([gamma, sum].map(largest)).toEqual([0, 0]);
      return;
    }
    expect(distance(sum, gamma)).toBeLessThan(1e-13);
    for (const part of parts) expect(distance(part, gamma)).toBeGreaterThan(0.01);
  });
});

describe('each part of Γ', () => {
  it.each([0, 1, 2])('is the whole Γ where neurons of type %s alone speak', (type) => {
    const lesson = liveLesson(mdgl);
    const G = mdgl.modulation!(lesson.weights.recurrent, contextOf(lesson.network));
    const alone = mapMatrix(G, (value, _, j) => lesson.network.types[j] === type ? value : 0);
    const { modulatorySignalByType: parts } = record({ ...lesson, what: ['modulatorySignalByType'] }).arrays;
    const { modulatorySignal: whole } = record({ ...lesson, modulation: alone, what: ['modulatorySignal'] }).arrays;
    expect(parts.shape).toEqual([1, STEPS, NEURONS, 3]);
    const part = whole.data.map((_, n) => parts.data[3 * n + type]);
    expect(distance([Float64Array.from(part)], [Float64Array.from(whole.data)])).toBeLessThan(1e-13);
  });
});

describe('credit', () => {
  const recorded = (lesson: Lesson) => record({ ...lesson, what: ['learningSignal', 'modulatorySignal', 'credit'] }).arrays;
  const whole = ({ data }: NamedArray) => [Float64Array.from(data)];

  it('is L + Γ in a local rule', () => {
    const { learningSignal, modulatorySignal, credit } = recorded(liveLesson(mdgl));
    expect(credit.data).toEqual(learningSignal.data.map((L, n) => L + modulatorySignal.data[n]));
    expect(largest(whole(modulatorySignal))).toBeGreaterThan(0);
  });

  it('is L in e-prop, and more than L in BPTT, whose Γ is 0', () => {
    const ofEProp = recorded(liveLesson(eProp));
    expect(ofEProp.credit.data).toEqual(ofEProp.learningSignal.data);
    const ofBptt = recorded(liveLesson(bptt));
    expect(ofBptt.learningSignal.data).toEqual(ofEProp.learningSignal.data);
    expect(largest(whole(ofBptt.modulatorySignal))).toBe(0);
    expect(distance(whole(ofBptt.credit), whole(ofBptt.learningSignal))).toBeGreaterThan(0.01);
  });
});

describe('L', () => {
  it('takes in the firing-rate regularisation of the whole batch, whichever trial is recorded', async () => {
    const rates = { coefficient: 10, target: 0.01 };
    const lesson = liveLesson(mdgl, { loss: 'class', delaySteps: 1, rates });
    const { spikeCounts } = await alive(lesson);
    const error = rateErrorsOf(lesson, spikeCounts)(spikeCounts);
    const of = (request: Lesson) => record({ ...request, what: ['learningSignal'], ofTrials: [1] }).arrays.learningSignal.data;
    const [withRates, without] = [of(lesson), of({ ...lesson, rates: undefined })];
    expect(largest([error])).toBeGreaterThan(1e-6);
    withRates.forEach((L, n) => expect(L - without[n]).toBeCloseTo(error[n % NEURONS], 15));
  });

  it('follows the feedback that is given', () => {
    const lesson = liveLesson(eProp);
    const of = (factor: number) =>
      record({ ...lesson, feedback: lesson.feedback.map((row) => row.map((f) => factor * f)), what: ['learningSignal'] }).arrays
        .learningSignal.data;
    expect(of(2)).toEqual(of(1).map((L) => 2 * L));
  });
});

describe('a recording', () => {
  const lesson = liveLesson(mdglBca);

  it('has just what is named, of the trials and neurons that are named, in their order', async () => {
    const { spikes } = await alive(lesson);
    const { arrays, coordinates } = record({ ...lesson, what: ['spikes', 'membrane'], ofTrials: [2, 0], neurons: [7, 3, 4] });
    expect(Object.keys(arrays)).toEqual(['spikes', 'membrane']);
    expect(arrays.spikes).toMatchObject({ dims: ['trial', 'step', 'neuron'], shape: [2, STEPS, 3], unit: 'spikes' });
    expect(Object.keys(coordinates)).toEqual(['trial', 'step', 'neuron', 'neuronType', 'beta']);
    expect(Array.from(coordinates.trial.data)).toEqual([2, 0]);
    expect(Array.from(coordinates.neuron.data)).toEqual([7, 3, 4]);
    expect(Array.from(coordinates.neuronType.data)).toEqual([7, 3, 4].map((p) => lesson.network.types[p]));
    let fired = 0;
    [2, 0].forEach((trial, m) => {
      for (let t = 0; t < STEPS; t++) {
        [7, 3, 4].forEach((p, n) => {
          const z = arrays.spikes.data[(m * STEPS + t) * 3 + n];
          expect(z).toBe(Number(spikesAt(spikes![trial], t).includes(p)));
          fired += z;
        });
      }
    });
    expect(fired).toBeGreaterThan(10);
  });

  it('names every axis, in the order of its coordinates', () => {
    const { arrays, coordinates } = record({
      ...lesson, what: quantityNames, synapses: '3>7,1>2', inputSynapses: '0>5', typeNames: ['A', 'B', 'C'],
    });
    expect(
      Object.fromEntries(
        Object.entries(arrays).map(([name, { dims, shape }]) => [
          name,
          dims
            .slice(2)
            .map((axis, n) => `${axis} ${shape[n + 2]}`)
            .join(),
        ])
      )
    ).toMatchObject({
      spikes: 'neuron 15', inputSpikes: 'input 8', credit: 'neuron 15', modulatorySignalByType: 'neuron 15,sender 3',
      presynapticSpikes: 'synapse 3', weightChange: 'synapse 3',
    });
    expect(coordinates.sender.meanings).toEqual(['A', 'B', 'C']);
    expect([coordinates.pre, coordinates.post, coordinates.fromInput].map(({ data }) => Array.from(data))).toEqual([
      [3, 1, 0],
      [7, 2, 5],
      [0, 0, 1],
    ]);
    expect(coordinates.step).toMatchObject({ unit: 'ms', shape: [STEPS] });
    for (const { dims, shape, data } of [...Object.values(arrays), ...Object.values(coordinates)]) {
      expect(dims).toHaveLength(shape.length);
      expect(data).toHaveLength(shape.reduce((a, b) => a * b));
    }
  });

  it('knows the weight of every synapse', () => {
    const { pre, post, fromInput, weight } = record({
      ...lesson,
      what: ['eligibility'],
      synapses: 'all',
      inputSynapses: 'all',
    }).coordinates;
    const { input, recurrent } = lesson.weights;
    weight.data.forEach((w, s) => expect(w).toBe((fromInput.data[s] ? input : recurrent)[pre.data[s]][post.data[s]]));
    expect(weight.data).toHaveLength([...input, ...recurrent].reduce((sum, row) => sum + row.filter((w) => w !== 0).length, 0));
    expect(weight.data.every((w) => w !== 0)).toBe(true);
  });

  it('says which rule it is of, and what else the request says of itself', () => {
    const { attributes } = record({ ...lesson, what: ['spikes'], about: { seed: 4 } });
    expect(attributes).toMatchObject({
      format: 'mdgl-recording/1', rule: 'mdgl-bca', ruleLabel: 'MDGLbca', seed: 4, cellTypes: ['0', '1', '2'],
    });
  });

  it('of the first trial alone is the default, the same as in the whole batch', () => {
    const first = record({ ...lesson, what: ['credit'] }).arrays.credit;
    const all = record({ ...lesson, what: ['credit'], ofTrials: 'all' }).arrays.credit;
    expect([first.shape[0], all.shape[0]]).toEqual([1, TRIALS]);
    expect(all.data.slice(0, first.data.length)).toEqual(first.data);
    expect(all.data.slice(first.data.length, 2 * first.data.length)).not.toEqual(first.data);
  });
});

describe('one neuron by hand', () => {
  // α = 0.5, κ = 0.25, v_th = 1, γ = 0.4, two refractory steps; input spikes at steps 0 and 3 with weight 3.
  const network = handNetwork();
  const weights = { input: matrix([3]), recurrent: matrix([0]), output: matrix([1]), bias: Float64Array.of(0) };
  // The readout is 0.75, 0.1875, 0.046875, 0.76171875; d = (readout − value) / 2 = 0, 0, 0, 1.
  const trial = { input: raster(4, [0, 0, 3, 0]), target: { values: matrix([0.75], [0.1875], [0.046875], [-1.23828125]) } };
  const lesson = { network, weights, trials: [trial], count: 1, steps: 4, rule: eProp, feedback: weights.output };
  const { arrays } = record({
    ...lesson,
    what: [...synapseQuantities, 'spikes', 'inputSpikes', 'membrane', 'threshold', 'emittedActivity'],
    inputSynapses: '0>0',
  });
  const expected: [Quantity, number[]][] = [
    ['inputSpikes', [1, 0, 0, 1]],
    ['presynapticSpikes', [1, 0, 0, 1]],
    // 0.5 · 3; 0.5 · 1.5 − 1; 0.5 · −0.25; 0.5 · −0.125 + 1.5
    ['membrane', [1.5, -0.25, -0.125, 1.4375]],
    ['threshold', [1, 1, 1, 1]],
    ['spikes', [1, 0, 0, 1]],
    // 0.4 (1 − 0.5); refractory; refractory; 0.4 (1 − 0.4375)
    ['pseudoDerivative', [0.2, 0, 0, 0.225]],
    // 0.5; (0.5 − 0.2) · 0.5; 0.5 · 0.15; 0.5 · 0.075 + 0.5
    ['epsilonV', [0.5, 0.15, 0.075, 0.5375]],
    ['eligibility', [0.1, 0, 0, 0.1209375]],
    // 0.75 · 1, and a quarter of it at each step before
    ['learningSignal', [0.01171875, 0.046875, 0.1875, 0.75]],
    ['emittedActivity', [0.00234375, 0, 0, 0.16875]],
    ['credit', [0.01171875, 0.046875, 0.1875, 0.75]],
    ['weightChange', [0.001171875, 0.001171875, 0.001171875, 0.091875]],
  ];
  it.each(expected)('%s', (quantity, values) => {
    const { data } = arrays[quantity as 'credit'];
    values.forEach((value, t) => expect(data[t]).toBeCloseTo(value, 14));
    expect(data).toHaveLength(4);
  });
});
