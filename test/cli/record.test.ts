import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNetworkCase } from '../../src/cases/case';
import { compare } from '../../src/cases/compare';
import { changedCase, FAMILY, GOLDEN, newFolder, write } from '../support/golden';
import { mdgl } from './run';

const pathOf = (name: string) => join(GOLDEN, `${name}.json.gz`);
const CASE = pathOf('two-types');
const SIGNALS = ['membrane', 'threshold', 'pseudoDerivative', 'learningSignal', 'modulatorySignal'] as const;

async function printed(...argv: string[]): Promise<any> {
  const { code, out, err } = await mdgl('record', ...argv, '--json');
  expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/^recording [^\n]*: up to [^\n]* of text\n$/) });
  expect(out.length).toBeLessThanOrEqual(Number(/(\d+)(?: bytes\))? (?:bytes )?of text/.exec(err)![1]));
  return JSON.parse(out);
}

describe('mdgl record --case --json', () => {
  const names = ['empty-block', 'four-types', 'lif-only', 'rate-penalty', 'two-types'];

  it.each(names)('prints alone what %s records, to 1e-10', async (name) => {
    const { steps, expected } = readNetworkCase(pathOf(name));
    const { neurons, recurrentTraces, inputTraces } = expected!.recordings!;
    const list = (traces: { pre: number; post: number }[]) => traces.map(({ pre, post }) => `${pre}>${post}`).join();
    const all = await printed(
      '--case', pathOf(name), '--rule', 'mdgl', '--neurons', Object.keys(neurons).join(),
      '--synapses', list(recurrentTraces), '--input-synapses', list(inputTraces)
    );
    expect(Object.keys(all)).toEqual(['neurons', 'recurrentTraces', 'inputTraces']);
    expect(Object.keys(all.neurons)).toEqual(Object.keys(neurons));
    const alive = new Set<string>();
    const agree = (of: string, actual: number[], wanted: number[]) => {
      expect(actual).toHaveLength(steps);
      if (wanted.some((value) => value !== 0)) alive.add(of.split(' ')[0]);
      expect(compare(of, actual, wanted, 1e-10).error, of).toBeLessThan(1e-10);
    };
    for (const [p, recorded] of Object.entries(neurons)) {
      expect(Object.keys(all.neurons[p])).toEqual([...SIGNALS]);
      for (const signal of SIGNALS) agree(`${signal} of ${p}`, all.neurons[p][signal], recorded[signal]);
    }
    for (const [actual, wanted] of [[all.recurrentTraces, recurrentTraces], [all.inputTraces, inputTraces]]) {
      expect(actual.map(({ pre, post }: (typeof wanted)[0]) => [pre, post])).toEqual(
        wanted.map(({ pre, post }: (typeof wanted)[0]) => [pre, post])
      );
      actual.forEach(({ eligibility }: typeof wanted[0], n: number) => agree(`trace ${n}`, eligibility, wanted[n].eligibility));
    }
    expect(alive).toEqual(new Set([...SIGNALS, 'trace']));
  });

  it('has the firing rates of the whole batch in L', async () => {
    const of = (path: string) => printed('--case', path, '--rule', 'mdgl', '--neurons', '2,20');
    const withRates = await of(pathOf('rate-penalty'));
    const without = await of(changedCase('rate-penalty', (json) => { delete json.firingRateRegularization; }));
    const other = await of(
      changedCase('rate-penalty', (json) => {
        json.inputSpikes = json.inputSpikes.filter(([trial]: number[]) => trial === 0);
      })
    );
    // far from the end the readout says next to nothing, and the rates remain
    expect(withRates.neurons['2'].learningSignal[0]).not.toBe(0);
    expect(Math.abs(without.neurons['2'].learningSignal[0])).toBeLessThan(Math.abs(withRates.neurons['2'].learningSignal[0]) / 100);
    expect(other.neurons['2'].membrane).toEqual(withRates.neurons['2'].membrane);
    expect(other.neurons['2'].learningSignal[0]).not.toBe(withRates.neurons['2'].learningSignal[0]);
  });

  it('leaves out what is not named', async () => {
    expect(await printed('--case', CASE, '--rule', 'mdgl', '--neurons', '1')).toMatchObject({
      neurons: { 1: {} },
      recurrentTraces: [],
      inputTraces: [],
    });
    const { neurons, recurrentTraces, inputTraces } = await printed('--case', CASE, '--rule', 'mdgl', '--input-synapses', '5>5');
    expect({ neurons, recurrentTraces }).toEqual({ neurons: {}, recurrentTraces: [] });
    expect(inputTraces).toHaveLength(1);
  });

  it('knows all, random and type pairs, too', async () => {
    const { network: { neurons, types }, weights } = readNetworkCase(CASE);
    const all = await printed(
      '--case', CASE, '--rule', 'e-prop', '--neurons', 'all', '--synapses', 'all', '--input-synapses', 'random:4:9'
    );
    expect(Object.keys(all.neurons)).toHaveLength(neurons);
    expect(all.recurrentTraces).toHaveLength(weights.recurrent.flatMap((row) => [...row]).filter((w) => w !== 0).length);
    expect(all.inputTraces).toHaveLength(4);
    expect(Math.max(...types)).toBe(1);
  });

  it('is of the rule, the feedback and the trial that are named', async () => {
    const of = async (...argv: string[]) => (await printed('--case', CASE, '--neurons', '10', ...argv)).neurons['10'];
    const [mdglOne, eProp, random, other] = [
      await of('--rule', 'mdgl'),
      await of('--rule', 'e-prop'),
      await of('--rule', 'mdgl', '--feedback', 'random'),
      await of('--rule', 'mdgl', '--trial', '2'),
    ];
    expect(eProp.learningSignal).toEqual(mdglOne.learningSignal);
    expect(new Set(eProp.modulatorySignal)).toEqual(new Set([0]));
    expect(mdglOne.modulatorySignal.some((value: number) => value !== 0)).toBe(true);
    expect(random.membrane).toEqual(mdglOne.membrane);
    expect(random.learningSignal).not.toEqual(mdglOne.learningSignal);
    expect(other.membrane).not.toEqual(mdglOne.membrane);
    expect(await of('--rule', 'mdgl', '--trial', '0')).toEqual(mdglOne);
  });

  it('takes losses at every step and delays', async () => {
    const { neurons } = await printed('--case', join(FAMILY, 'delay-3.json.gz'), '--rule', 'mdgl', '--neurons', 'all');
    const gammas = Object.values<any>(neurons).map(({ modulatorySignal }) => modulatorySignal);
    expect(gammas.some((gamma: number[]) => gamma.some((value) => value !== 0))).toBe(true);
    // nothing is heard of what would be said after the end
    for (const gamma of gammas) expect(gamma.slice(-3)).toEqual([0, 0, 0]);
  });
});

/** A run of moments: three updates of small batches. */
const small = () => write('small.json', JSON.stringify({ training: { trials: 4, validationTrials: 4, validateEvery: 2 } }));
const trained = (out: string, ...argv: string[]) =>
  mdgl(
    'record', '--rule', 'mdgl', '--seed', '1', '--preset', 'tiny', '--settings', small(), '--engine', 'reference', '--out', out, ...argv
  );
const metadata = (folder: string, name = '.') => JSON.parse(readFileSync(join(folder, name, 'zarr.json'), 'utf8'));

it('names the neuron or synapse, and the step, at which a number overflows', async () => {
  const path = changedCase('two-types', ({ constants }) => { constants.dampening = 1e307; });
  const json = ['record', '--case', path, '--rule', 'mdgl', '--json'];
  const cure = 'weights and constants must be small enough to compute with\n';
  expect((await mdgl(...json, '--neurons', '1')).err).toMatch(
    new RegExp(`two-types\\.json: \\w+ of neuron 1 is (NaN|-?Infinity) at step \\d+; ${cure}$`)
  );
  expect((await mdgl(...json, '--synapses', '3>7')).err).toMatch(
    new RegExp(`two-types\\.json: eligibility of synapse 3>7 is (NaN|-?Infinity) at step \\d+; ${cure}$`)
  );
});

describe('mdgl record --after', () => {
  it('trains, records and writes a folder that says what it is', async () => {
    const out = join(newFolder(), 'recording');
    const what = ['--what', 'spikes,weightChange', '--neurons', '1,4', '--synapses', 'E>I', '--trials', '2'];
    const { code, out: said, err } = await trained(out, '--after', '3', ...what);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining(`written: ${out}\n`) });
    expect(err).toMatch(
      /^recording spikes, weightChange of 2 trials, 150 steps, 2 neurons, \d+ synapses: [\d.]+ kB \(\d+ bytes\)\nmdgl, seed 1: training\n/
    );
    expect(err).toMatch(/\nmdgl, seed 1: 3 iterations in \d+ s/);
    expect(said).toMatch(
      /^spikes: trial 2 × step 150 × neuron 2 \(spikes\)\nweightChange: trial 2 × step 150 × synapse \d+ \(loss per weight\)\n$/
    );
    const { attributes, consolidated_metadata: { metadata: arrays } } = metadata(out);
    expect(attributes).toMatchObject({
      rule: 'mdgl',
      seed: 1,
      iteration: 3,
      feedback: 'symmetric',
      batch: 'validation',
      cellTypes: ['I', 'E'],
      settings: { training: { trials: 4 } },
    });
    expect(arrays.weightChange).toMatchObject({ dimension_names: ['trial', 'step', 'synapse'], attributes: { units: 'loss per weight' } });
    expect(readdirSync(join(out, '..'))).toEqual(['recording']);
  });

  it('records an untrained network after 0 updates', async () => {
    const out = join(newFolder(), 'recording');
    const { code, err } = await trained(out, '--after', '0', '--what', 'membrane', '--batch', 'training');
    expect({ code, trained: err.includes('training\n') }).toEqual({ code: 0, trained: false });
    expect(metadata(out).attributes).toMatchObject({ iteration: 0, batch: 'training' });
    expect(metadata(out, 'membrane').shape).toEqual([1, 150, 35]);
  });

  it('draws what can be drawn', async () => {
    const parent = newFolder();
    const { code, err } = await trained(
      join(parent, 'recording'), '--after', '0', '--what', 'spikes,inputSpikes,modulatorySignal', '--draw', join(parent, 'pictures')
    );
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('modulation.vl.json\n') });
    expect(readdirSync(join(parent, 'pictures')).sort()).toEqual(
      ['modulation', 'raster'].flatMap((name) => ['pdf', 'png', 'svg', 'vl.json'].map((extension) => `${name}.${extension}`))
    );
  });

  it('stops at Ctrl-C, writes nothing, and has exit code 130', async () => {
    const parent = newFolder();
    const listeners = process.listeners('SIGINT');
    const running = trained(join(parent, 'recording'), '--after', '500', '--what', 'spikes');
    while (process.listeners('SIGINT').length === listeners.length) await new Promise((resolve) => setTimeout(resolve, 5));
    const [added] = process.listeners('SIGINT').filter((listener) => !listeners.includes(listener));
    added('SIGINT');
    const { code, err } = await running;
    process.off('SIGINT', added);
    expect(code).toBe(130);
    expect(err).toMatch(/\nstopped at iteration \d+ of 500; nothing was written\n$/);
    expect(readdirSync(parent)).toEqual([]);
  });
});

it('mdgl record says what it counts, one thing as one, and nothing that is not recorded', async () => {
  const { err } = await trained(join(newFolder(), 'recording'), '--after', '0', '--what', 'eligibility', '--synapses', '3>7');
  expect(err).toMatch(/^recording eligibility of 1 trial, 150 steps, 1 synapse: 1\.20 kB \(1200 bytes\)\n/);
});

it('mdgl record --case --out writes a case', async () => {
  const out = join(newFolder(), 'recording');
  const { code } = await mdgl(
    'record', '--case', CASE, '--rule', 'bptt', '--what', 'credit', '--neurons', '3', '--trial', '1', '--out', out
  );
  expect(code).toBe(0);
  expect(metadata(out).attributes).toMatchObject({ rule: 'bptt', case: 'two-types' });
  expect(metadata(out, 'credit').shape).toEqual([1, 380, 1]);
});

describe('a mistake is one line, exit code 2, and nothing is trained or written:', () => {
  const json = ['--case', CASE, '--rule', 'mdgl', '--json'];
  const folder = ['--rule', 'mdgl', '--seed', '1', '--after', '3', '--preset', 'tiny', '--out', 'OUT'];
  const what = ['--what', 'membrane'];
  const mistakes: [argv: string[], message: string | RegExp][] = [
    [[...json, '--neurons', '1,,4'],
      'option \'--neurons <list>\' argument \'1,,4\' is invalid. It must be numbers with commas between, such as 1,4, or all; see '
        + 'mdgl record --help'],
    [[...json, '--neurons', 'E'], /argument 'E' is invalid\. It must be numbers/],
    [[...json, '--neurons', '-1'], /^option '--neurons <list>' argument '-1' is invalid/],
    [[...json, '--neurons', '24'], '--neurons: 24 is none of the neurons, which are numbered 0 to 23'],
    [[...json, '--neurons', '1,1'], '--neurons: 1 is named twice'],
    [[...json, '--synapses', '3-7'],
      '--synapses 3-7: "3-7" is no synapse; allowed are a list such as 3>7,4>1 (presynaptic>postsynaptic), random:20 or all'],
    [[...json, '--synapses', '3>99'], '--synapses 3>99: neurons are numbered 0 to 23'],
    [[...json, '--synapses', '3>3'], '--synapses 3>3: no neuron is connected to itself'],
    [[...json, '--input-synapses', '99>3'], '--input-synapses 99>3: inputs are numbered 0 to 15'],
    [[...json, '--neurons', '1', '--trial', '4'], '--trial: 4 is none of the trials, which are numbered 0 to 3'],
    [[...json, '--neurons', '1', '--trial', '1.5'], /argument '1\.5' is invalid\. It must be a whole number, 0 or more/],
    [json, '--json: nothing is named; give --neurons, --synapses or --input-synapses'],
    [[...json, '--neurons', '1', '--seed', '1'], '--seed is not for --json; allowed here are --rule, --feedback, --neurons, --synapses, '
      + '--input-synapses, --trial, --case, --json, --max-bytes'],
    [['--rule', 'mdgl', '--json', '--neurons', '1'],
      '--json: only a case is printed so; give --case, or write a folder with --out instead'],
    [['--case', join(FAMILY, 'delay-3.json.gz'), '--rule', 'rflo', '--json', '--neurons', '1'],
      /randomFeedback: is missing, rflo with random feedback needs it/],
    [['--case', pathOf('deep-rewiring'), '--rule', 'mdgl', '--json', '--neurons', '1'], /an optimizer case has no network/],
    [['--case', 'none.json', '--rule', 'mdgl', '--json', '--neurons', '1'], /^none\.json: cannot be read \(ENOENT\)/],
    [['--rule', 'mdgl', '--seed', '1', '--after', '3', ...what], '--out is missing; give a folder to write to'],
    [['--case', CASE, '--rule', 'mdgl', ...what], '--out is missing; give a folder to write to, or --json to print'],
    [['--case', CASE, '--rule', 'mdgl', ...what, '--out', 'OUT', '--after', '3'], '--after is not for --case, where nothing is trained; '
      + 'allowed here are --rule, --feedback, --neurons, --synapses, --input-synapses, --trial, --case, --what, --trials, --max-bytes, '
      + '--out, --draw'],
    [folder, /^--what is missing; known are spikes, inputSpikes, /],
    [[...folder, '--what', 'membran'], /argument 'membran' is invalid\. "membran" is unknown; known are spikes, /],
    [['--rule', 'mdgl', '--after', '3', '--out', 'OUT', ...what], /^--seed is missing/],
    [['--rule', 'mdgl', '--seed', '1', '--out', 'OUT', ...what], /^--after is missing/],
    [[...folder, ...what, '--trial', '1', '--trials', '2'], '--trial and --trials: give one of them'],
    [[...folder, ...what, '--trial', '64'], '--trial: 64 is none of the trials, which are numbered 0 to 63'],
    [[...folder, '--what', 'eligibility', '--synapses', 'E>X'],
      /^--synapses E>X: "E>X" is no synapse; .* a pair of types such as I>E, random:20 or all$/],
    [[...folder, '--what', 'eligibility'], 'eligibility is a quantity of synapses; name --synapses or --input-synapses, such as random:20'],
    [[...folder, '--what', 'eligibility', '--synapses', '3>7', '--neurons', '1,4'],
      /^--neurons: no quantity of neurons is named; these are spikes, membrane, .*, credit$/],
    [[...folder, ...what, '--input-synapses', '3>7'], /^--input-synapses: no quantity of synapses is named; these are presynapticSpikes, /],
    [[...folder, '--what', 'eligibility', '--synapses', 'E>I,I>E'],
      '--synapses E>I,I>E: "E>I" is a pair of types, of which one alone is allowed, such as E>I, and nothing beside it'],
    [[...folder, ...what, '--trials', '65'], '--trials: 64 is none of the trials, which are numbered 0 to 63'],
    [[...json, '--synapses', 'all', '--max-bytes', '50000'],
      /^this text takes up to [\d.]+ MB \(\d+ bytes\), more than the 50\.0 kB \(50000 bytes\) allowed; what fits: 5 of the \d+ synapses$/],
    [[...folder, ...what, '--max-bytes', '9999'],
      /^this recording takes 42\.0 kB \(42000 bytes\), more than the 10\.0 kB \(9999 bytes\) allowed; what fits: 8 of the 35 neurons$/],
    [[...folder, ...what, '--draw', 'OUT'],
      /^--draw: nothing can be drawn of membrane; allowed are raster \(spikes\); membrane \(membrane, threshold\); /],
    [[...folder, '--what', 'spikes', '--draw', 'OUT'], /^--draw .*: must not be the folder of the recording itself$/],
    [[...folder, '--what', 'spikes', '--feedback', 'random', '--rule', 'bptt'],
      'feedback random: bptt is the exact gradient, only symmetric is allowed'],
  ];
  it.each(mistakes)('%j', async (argv, message) => {
    const parent = newFolder();
    const { code, out, err } = await mdgl('record', ...argv.map((word) => word === 'OUT' ? join(parent, 'recording') : word));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^mdgl: [^\n]*\n$/);
    if (typeof message === 'string') expect(err.slice(6, -1)).toBe(message);
    else expect(err.slice(6, -1)).toMatch(message);
    expect(readdirSync(parent)).toEqual([]);
  });

  it('a folder that is not empty', async () => {
    const parent = newFolder();
    mkdirSync(join(parent, 'recording'));
    writeFileSync(join(parent, 'recording', 'mine'), 'mine');
    const { code, err } = await trained(join(parent, 'recording'), '--after', '0', '--what', 'spikes');
    const allowed = 'an empty folder, or one to be made in a folder that exists and can be written';
    expect({ code, err }).toEqual({ code: 2, err: `mdgl: ${join(parent, 'recording')}: is not empty; allowed is ${allowed}\n` });
    expect(readFileSync(join(parent, 'recording', 'mine'), 'utf8')).toBe('mine');
    expect(existsSync(join(parent, 'recording', 'zarr.json'))).toBe(false);
  });
});
