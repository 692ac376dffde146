import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readCase, readNetworkCase } from '../../src/cases/case';
import { InputError } from '../../src/core/errors';
import { changedCase, FAMILY, GOLDEN, goldenText, write } from '../support/golden';

/** The message of the one-line error with which a file is refused, without the file's name. */
function refusal(path: string): string {
  try {
    readCase(path);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    const { message } = error as Error;
    expect(message).not.toContain('\n');
    expect(message.startsWith(`${path}: `), message).toBe(true);
    return message.slice(path.length + 2);
  }
  throw new Error('was not refused');
}

describe('a case file', () => {
  it('is read, gzipped or not', () => {
    const path = join(GOLDEN, 'two-types.json.gz');
    const plain = write('plain.json', goldenText('two-types'));
    const renamed = write('zipped.json', '');
    writeFileSync(renamed, gzipSync(goldenText('two-types')));
    expect(readCase(plain)).toEqual(readCase(path));
    expect(readCase(renamed)).toEqual(readCase(path));
  });

  it('may begin with a byte-order mark', () => {
    expect(readCase(write('marked.json', `\ufeff${goldenText('two-types')}`))).toEqual(readCase(join(GOLDEN, 'two-types.json.gz')));
  });

  it('gives the network, its trials and the regularisation, rates per step', () => {
    const { network, trials, rates } = readNetworkCase(join(GOLDEN, 'rate-penalty.json.gz'));
    expect(network).toMatchObject({ inputs: 14, neurons: 22, outputs: 2, refractorySteps: 5, delaySteps: 1, threshold: 0.01 });
    expect(network.kappa).toBe(network.alpha[0]);
    expect(trials).toHaveLength(4);
    expect(rates).toEqual({ coefficient: 10, target: 0.01 });
  });

  it('gives membrane, adaptation and readout each its own time constant; the readout has 20 ms where none is named', () => {
    const { network } = readNetworkCase(
      changedCase('two-types', ({ constants }) => {
        Object.assign(constants, { tauMembraneMs: 5, tauAdaptationMs: 300, tauReadoutMs: 40 });
      })
    );
    expect([network.alpha[0], network.rho[0], network.kappa].map((constant) => -1 / Math.log(constant))).toEqual(
      [5, 300, 40].map((tau) => expect.closeTo(tau, 9))
    );
    const without = readNetworkCase(
      changedCase('two-types', ({ constants }) => {
        constants.tauMembraneMs = 5;
        delete constants.tauReadoutMs;
      })
    );
    expect(-1 / Math.log(without.network.kappa)).toBeCloseTo(20, 9);
  });

  it('may have a delay and targets at every step', () => {
    const { network, trials, steps } = readNetworkCase(join(FAMILY, 'delay-3.json.gz'));
    expect([network.delaySteps, steps]).toEqual([3, 200]);
    expect(trials[0].target).toHaveProperty('values');
  });

  it('may repeat an input spike or give its count, to the same effect', () => {
    const repeated = changedCase('two-types', (json) => { json.inputSpikes = [[0, 3, 1, 1], [0, 3, 1, 1], [1, 0, 2, 0]]; });
    const counted = changedCase('two-types', (json) => { json.inputSpikes = [[0, 3, 1, 2]]; });
    expect(readNetworkCase(repeated).trials).toEqual(readNetworkCase(counted).trials);
  });

  it('of an optimizer is read as such, and is no network', () => {
    const path = join(GOLDEN, 'deep-rewiring.json.gz');
    expect(readCase(path)).toMatchObject({ kind: 'optimizer', settings: { learningRate: 0.0025 } });
    expect(() => readNetworkCase(path)).toThrow('an optimizer case has no network');
  });
});

describe('a network case is refused where', () => {
  const table: [title: string, change: (json: any) => void, message: string][] = [
    ['the version is unknown', (json) => { json.format = 'mdgl-golden/2'; }, 'format: must be "mdgl-golden/1" (given: "mdgl-golden/2")'],
    ['a field is missing', (json) => { delete json.weights.bias; }, 'weights.bias: is missing'],
    ['all weights are missing', (json) => { delete json.weights; }, 'weights: is missing'],
    ['a constant is missing', (json) => { delete json.constants.threshold; }, 'constants.threshold: is missing'],
    ['a constant is unknown', (json) => { json.constants.tauSlowMs = 5; },
      'constants: unknown "tauSlowMs", known are tauMembraneMs, tauAdaptationMs, tauReadoutMs, threshold, dampening, refractoryMs, '
        + 'dtMs, delayMs'],
    ['a time constant is negative', (json) => { json.constants.tauMembraneMs = -20; },
      'constants.tauMembraneMs: must be above 0 (given: -20)'],
    ['a time constant is a text', (json) => { json.constants.tauMembraneMs = '20'; },
      'constants.tauMembraneMs: must be a finite number (given: "20")'],
    ['the step is not 1 ms', (json) => { json.constants.dtMs = 0.5; }, 'constants.dtMs: must be 1 (given: 0.5)'],
    ['the delay is 0', (json) => { json.constants.delayMs = 0; }, 'constants.delayMs: must be above 0 (given: 0)'],
    ['a count is no integer', (json) => { json.shape.trials = 2.5; }, 'shape.trials: must be an integer (given: 2.5)'],
    ['there are too many neurons for a raster', (json) => { json.shape.neurons = 65_536; },
      'shape.neurons: must be at most 65535 (spikes are stored with 16-bit channel numbers) (given: 65536)'],
    ['neither classes nor outputs are given', (json) => { delete json.shape.classes; }, 'shape: must have either classes or outputs'],
    ['classes and outputs are given', (json) => { json.shape.outputs = 3; }, 'shape: must have either classes or outputs'],
    ['a type has no neuron', (json) => { json.types = json.types.map((type: number) => 2 * type); },
      'types: type 1 has no neuron, each of 0 … 2 must have one'],
    ['a type is negative', (json) => { json.types[3] = -1; }, 'types[3]: must be at least 0 (given: -1)'],
    ['there are fewer types than neurons', (json) => { json.types.pop(); }, 'types: must have 24 entries (given: 23)'],
    ['β is negative', (json) => { json.beta[0] = -1; }, 'beta[0]: must be at least 0 (given: -1)'],
    ['there are fewer β than neurons', (json) => { json.beta = [0]; }, 'beta: must have 24 entries (given: 1)'],
    ['a matrix has too few rows', (json) => { json.weights.input.pop(); }, 'weights.input: must have 16 rows (given: 15)'],
    ['a matrix is ragged', (json) => { json.weights.input[3].pop(); }, 'weights.input[3]: must have 24 entries (given: 23)'],
    ['a matrix is the wrong way round', (json) => { json.weights.output = [json.beta, json.beta]; },
      'weights.output: must have 24 rows (given: 2)'],
    ['a matrix is a list', (json) => { json.weights.recurrent = [1, 2]; },
      'weights.recurrent[0]: must be a list (given: 1); weights.recurrent[1]: must be a list (given: 2)'],
    ['a weight is null', (json) => { json.weights.recurrent[1][2] = null; },
      'weights.recurrent[1][2]: must be a finite number (given: null)'],
    ['there is an autapse', (json) => { json.weights.recurrent[2][2] = 0.5; },
      'weights.recurrent[2][2]: must be 0, there are no autapses (given: 0.5)'],
    ['random feedback has the wrong shape', (json) => { json.randomFeedback.pop(); }, 'randomFeedback: must have 24 rows (given: 23)'],
    ['an input spike names no trial', (json) => { json.inputSpikes[5][0] = 4; }, 'inputSpikes[5][0] (trial): must be below 4 (given: 4)'],
    ['an input spike names no step', (json) => { json.inputSpikes[5][1] = 380; },
      'inputSpikes[5][1] (step): must be below 380 (given: 380)'],
    ['an input spike names no input', (json) => { json.inputSpikes[5][2] = 99; },
      'inputSpikes[5][2] (input): must be below 16 (given: 99)'],
    ['an input spike has a negative count', (json) => { json.inputSpikes[5][3] = -1; },
      'inputSpikes[5][3]: must be at least 0 (given: -1)'],
    ['an input spikes too often in a step', (json) => { json.inputSpikes[5][3] = 1001; },
      'inputSpikes[5][3]: must be at most 1000 (given: 1001)'],
    ['an input spikes too often in a step, in several entries', (json) => { json.inputSpikes.push([1, 3, 2, 600], [1, 3, 2, 500]); },
      'inputSpikes: the counts of trial 1, step 3, input 2 must be at most 1000 together (given: 1100)'],
    ['an input spike lacks its count', (json) => { json.inputSpikes[5].pop(); },
      'inputSpikes[5]: must have at least 4 entries (given: a list of 3)'],
    ['the loss is unknown', (json) => { json.loss = 'hinge'; }, 'loss: must be "cross-entropy" or "mean-squared-error" (given: "hinge")'],
    ['targets are missing', (json) => { delete json.targets; }, 'targets: is missing'],
    ['a target is no class', (json) => { json.targets[2] = 2; }, 'targets[2]: must be below 2 (given: 2)'],
    ['target values are missing', (json) => { json.loss = 'mean-squared-error'; }, 'targetValues: is missing'],
    ['target values end too early', (json) => { json.loss = 'mean-squared-error'; json.targetValues = Array(4).fill([[1, 2]]); },
      'targetValues[0]: must have 380 rows (given: 1)'],
    ['target values come with cross-entropy', (json) => { json.targetValues = []; }, 'targetValues: is of no use for loss cross-entropy'],
    ['the regularisation has a typing error', (json) => { json.firingRateRegularization = { coefficient: 1, targetRate: 10 }; },
      'firingRateRegularization.targetRateHz: is missing; firingRateRegularization: unknown "targetRate", known are coefficient, '
        + 'targetRateHz'],
    ['expected gradients have the wrong shape', (json) => { json.expected.rules.mdgl.recurrent.pop(); },
      'expected.rules.mdgl.recurrent: must have 24 rows (given: 23)'],
    ['expected logits have the wrong shape', (json) => { json.expected.logits.pop(); }, 'expected.logits: must have 4 rows (given: 3)'],
    ['a recorded neuron does not exist', (json) => { json.expected.recordings.neurons[24] = json.expected.recordings.neurons[0]; },
      'expected.recordings.neurons.24: must be below 24 (given: 24)'],
    ['a recording ends too early', (json) => { json.expected.recordings.neurons[0].membrane.pop(); },
      'expected.recordings.neurons.0.membrane: must have 380 entries (given: 379)'],
    ['a recorded synapse does not exist', (json) => { json.expected.recordings.inputTraces[0].pre = 16; },
      'expected.recordings.inputTraces[0].pre: must be below 16 (given: 16)'],
  ];
  it.each(table)('%s', (_, change, message) => {
    expect(refusal(changedCase('two-types', change))).toBe(message);
  });

  it('a weight is infinite (1e999 in JSON)', () => {
    const text = goldenText('two-types').replace(/("bias": ?\[ ?)-0.10435918718576431/, (_, before) => `${before}1e999`);
    expect(refusal(write('infinite.json', text))).toBe('weights.bias[0]: must be a finite number (given: Infinity)');
  });

  it('many fields are wrong: the first three are named, the others counted', () => {
    expect(refusal(changedCase('two-types', (json) => { json.beta = json.beta.map(() => null); }))).toBe([
      'beta[0]: must be a finite number (given: null)',
      'beta[1]: must be a finite number (given: null)',
      'beta[2]: must be a finite number (given: null)',
      'and 21 more',
    ].join('; '));
  });
});

it('target classes are refused under squared error', () => {
  expect(
    refusal(
      changedCase(
        'delay-3',
        (json) => {
          json.targets = [0];
        },
        FAMILY
      )
    )
  ).toBe('targets: is of no use for loss mean-squared-error');
});

describe('a key that is not known is refused at every level', () => {
  /** Every object in a case: its place, and how to find it. */
  function objectsIn(value: any, place: readonly string[] = []): string[][] {
    if (typeof value !== 'object' || value === null) return [];
    const inner = Array.isArray(value) ? value.slice(0, 1).map((first) => ['0', first]) : Object.entries(value);
    const own = Array.isArray(value) || place.at(-1) === 'rules' || place.at(-1) === 'neurons' ? [] : [[...place]];
    return [...own, ...inner.flatMap(([key, part]) => objectsIn(part, [...place, key]))];
  }

  it.each(['two-types', 'rate-penalty', 'deep-rewiring'])('of %s', (name) => {
    const json = JSON.parse(goldenText(name));
    const places = objectsIn(json);
    expect(places.length).toBeGreaterThan(2);
    for (const place of places) {
      const at = place.reduce((part, key) => part[key], json);
      at.spikeNoise = 60;
      expect(refusal(write('case.json', JSON.stringify(json)))).toMatch(
        new RegExp(`^${place.length === 0 ? '' : `${place[0]}.*: `}unknown "spikeNoise", known are`)
      );
      delete at.spikeNoise;
    }
  });
});

describe('an optimizer case is refused where', () => {
  const table: [title: string, change: (json: any) => void, message: string][] = [
    ['a setting is negative', (json) => { json.settings.learningRate = -1; }, 'settings.learningRate: must be above 0 (given: -1)'],
    ['a step has noise', (json) => { json.settings.temperature = 1; },
      'settings.temperature: must be 0: a random walk has nothing to compare with (given: 1)'],
    ['a gradient has the wrong shape', (json) => { json.steps[1].gradient.pop(); }, 'steps[1].gradient: must have 20 rows (given: 19)'],
    ['a sign is 0', (json) => { json.sign[0][0] = 0; }, 'sign[0][0]: must be -1 or 1 (given: 0)'],
    ['a cell has both signs', (json) => { json.sign[2][0] *= -1; },
      'sign[2]: must be the same for all synapses of a presynaptic cell (Dale\'s law)'],
    ['θ is negative', (json) => { json.theta[0][0] = -0.5; }, 'theta[0][0]: must be at least 0 (given: -0.5)'],
    [
      'θ is positive where nothing is connected',
      (json) => {
        json.initiallyConnected[0] = Array(16).fill(0);
        json.theta[0] = Array(16).fill(0.5);
      },
      'theta[0][0]: must be 0 where initiallyConnected is 0 (given: 0.5)',
    ],
    ['there is no step', (json) => { json.steps = []; }, 'steps: must have at least 1 entries (given: a list of 0)'],
  ];
  it.each(table)('%s', (_, change, message) => {
    expect(refusal(changedCase('deep-rewiring', change))).toBe(message);
  });
});

describe('what is no case is refused', () => {
  it.each([
    ['text', 'hello', 'line 1, column 1: "h" cannot stand there'],
    ['nothing', '', 'line 1, column 1: it ends too early'],
    ['half a file', '{"format": "mdgl-golden/1", ', 'line 1, column 29: it ends too early'],
  ])('%s', (_, text, message) => {
    expect(refusal(write('x.json', text))).toBe(`is not JSON at ${message}`);
  });

  it('half a gzipped file', () => {
    const path = write('x.json.gz', '');
    writeFileSync(path, gzipSync('{}').subarray(0, 12));
    expect(refusal(path)).toBe('is a damaged gzip file (unexpected end of file); get it anew');
  });

  it('other JSON', () => {
    expect(refusal(write('x.json', '[1, 2]'))).toBe('must be an object (given: a list of 2)');
    expect(refusal(write('x.json', 'null'))).toBe('must be an object (given: null)');
  });

  it('a missing file', () => {
    expect(() => readCase('no/such.json')).toThrow(
      'no/such.json: cannot be read (ENOENT); give a file of the golden format, .json or .json.gz'
    );
  });
});
