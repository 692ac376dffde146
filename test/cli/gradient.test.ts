import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readNetworkCase } from '../../src/cases/case';
import { compare } from '../../src/cases/compare';
import { changedCase, FAMILY, GOLDEN } from '../support/golden';
import { mdgl } from './run';

const CASE = join(GOLDEN, 'two-types.json.gz');

async function gradient(...argv: string[]): Promise<any> {
  const { code, out, err } = await mdgl('gradient', ...argv, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

describe('mdgl gradient --json', () => {
  it.each(['reference', 'wasm'])('prints what the %s engine computes, and nothing else', async (engine) => {
    const { network, steps, trials, expected } = readNetworkCase(CASE);
    const printed = await gradient(CASE, '--rule', 'mdgl', '--engine', engine);
    expect(Object.keys(printed)).toEqual(['engine', 'loss', 'accuracy', 'logits', 'spikes', 'gradients']);
    expect(printed.engine).toBe(engine);
    expect(printed.spikes.length).toBeGreaterThan(1000);
    expect(printed.spikes).toEqual(expected!.spikes);
    expect(printed.accuracy).toBe(expected!.accuracy);
    const tolerance = engine === 'wasm' ? 2e-4 : 1e-10;
    for (const [of, actual, wanted] of [
      ['loss', [printed.loss], [expected!.loss]],
      ['logits', printed.logits.flat(), expected!.logits!.flat()],
      ['input', printed.gradients.input.flat(), expected!.rules.mdgl.input.flat()],
      ['recurrent', printed.gradients.recurrent.flat(), expected!.rules.mdgl.recurrent.flat()],
      ['output', printed.gradients.output.flat(), expected!.output.flat()],
      ['bias', printed.gradients.bias, expected!.bias],
    ] as const) expect(compare(of, actual, wanted, tolerance).error, of).toBeLessThan(tolerance);
    expect([printed.logits.length, printed.gradients.recurrent.length]).toEqual([trials.length, network.neurons]);
    expect(Math.max(...printed.spikes.map((spike: number[]) => spike[1]))).toBeLessThan(steps);
  });

  it('is MDGL\'s with the types of a rule, digit for digit, where these are the case\'s', async () => {
    const ofMdgl = await gradient(CASE, '--rule', 'mdgl');
    expect(await gradient(CASE, '--rule', 'mdgl-clusters-2')).toEqual(ofMdgl);
    expect((await gradient(CASE, '--rule', 'mdgl-clusters-4')).gradients.recurrent).not.toEqual(ofMdgl.gradients.recurrent);
    expect((await mdgl('gradient', CASE, '--rule', 'mdgl-clusters-4')).out).toMatch(/type 2 \d+\.\d Hz, type 3 \d+\.\d Hz\)/);
  });

  it('has no accuracy for the squared error', async () => {
    expect(await gradient(join(FAMILY, 'every-step.json.gz'), '--rule', 'bptt')).toMatchObject({ accuracy: null });
  });

  it('takes a case without expected numbers, gzipped or not', async () => {
    const bare = changedCase('two-types', (json) => { delete json.expected; });
    expect(await gradient(bare, '--rule', 'on-mdgl')).toEqual(await gradient(CASE, '--rule', 'on-mdgl'));
  });

  it('does not depend on the number of workers', async () => {
    expect(await gradient(CASE, '--rule', 'mdgl', '--workers', '1')).toEqual(await gradient(CASE, '--rule', 'mdgl', '--workers', '3'));
  });
});

describe('--engine tensorflow', () => {
  const path = join(FAMILY, 'delay-3.json.gz');

  it('prints bptt as the engines do', async () => {
    const [witnessed, computed] = [
      await gradient(path, '--rule', 'bptt', '--engine', 'tensorflow'),
      await gradient(path, '--rule', 'bptt'),
    ];
    expect(Object.keys(witnessed)).toEqual(Object.keys(computed));
    expect(witnessed).toMatchObject({ engine: 'tensorflow', accuracy: computed.accuracy, spikes: computed.spikes });
    for (const of of ['input', 'recurrent', 'output', 'bias']) {
      expect(compare(of, witnessed.gradients[of].flat(), computed.gradients[of].flat(), 0).error, of).toBeLessThan(1e-4);
    }
  });

  it('refuses every other rule, and an unknown backend', async () => {
    const { code, err } = await mdgl('gradient', path, '--rule', 'mdgl', '--engine', 'tensorflow');
    expect({ code, err }).toEqual({
      code: 2,
      err: 'mdgl: --engine tensorflow differentiates the loss itself, which is --rule bptt (given: mdgl); '
        + '--engine wasm or reference knows every rule\n',
    });
    vi.stubEnv('MDGL_BACKEND', 'gpu');
    const unknown = await mdgl('gradient', path, '--rule', 'bptt', '--engine', 'tensorflow');
    vi.unstubAllEnvs();
    expect(unknown).toEqual({ code: 2, out: '', err: 'mdgl: MDGL_BACKEND is "gpu"; known are wasm, node, cpu\n' });
  });
});

describe('the feedback', () => {
  const reference = ['--engine', 'reference'];

  it('is by default the rule\'s own: symmetric, for rflo random', async () => {
    const of = (rule: string, ...feedback: string[]) => gradient(CASE, '--rule', rule, ...feedback, ...reference);
    expect(await of('e-prop')).toEqual(await of('e-prop', '--feedback', 'symmetric'));
    expect(await of('rflo')).toEqual(await of('rflo', '--feedback', 'random'));
    expect((await of('rflo')).gradients.recurrent).not.toEqual((await of('rflo', '--feedback', 'symmetric')).gradients.recurrent);
  });

  it('random is the case\'s own matrix', async () => {
    const { expected } = readNetworkCase(CASE);
    const { gradients } = await gradient(CASE, '--rule', 'e-prop', '--feedback', 'random', ...reference);
    const { recurrent } = expected!.rules['e-prop-random'];
    expect(compare('recurrent', gradients.recurrent.flat(), recurrent.flat(), 1).error).toBeLessThan(1e-12);
  });

  it('random is refused where the case has none, and the field is named', async () => {
    const path = join(FAMILY, 'delay-3.json.gz');
    const { code, err } = await mdgl('gradient', path, '--rule', 'rflo');
    expect(code).toBe(2);
    expect(err).toBe(
      `mdgl: ${path}: randomFeedback: is missing, rflo with random feedback needs it (allowed here: --feedback symmetric)\n`
    );
  });

  it('random is refused for bptt', async () => {
    const { code, err } = await mdgl('gradient', CASE, '--rule', 'bptt', '--feedback', 'random');
    expect({ code, err }).toEqual({ code: 2, err: 'mdgl: feedback random: bptt is the exact gradient, only symmetric is allowed\n' });
  });
});

describe('mdgl gradient', () => {
  it('prints a summary that fits a screen', async () => {
    const { code, out, err } = await mdgl('gradient', CASE, '--rule', 'mdgl', '--engine', 'reference');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { expected } = readNetworkCase(CASE);
    const norm = Math.hypot(...expected!.rules.mdgl.recurrent.flat());
    expect(out).toContain('two-types: MDGL, symmetric feedback, reference engine\nloss       0.765049\naccuracy   0.000\n');
    const { length: spikes } = expected!.spikes;
    const rate = (1000 * spikes / (24 * 4 * 380)).toFixed(1);
    expect(out).toContain(`spikes     ${spikes} in 4 trials of 380 steps; mean rate ${rate} Hz (type 0 `);
    expect(out).toContain(`recurrent  norm ${norm.toExponential(4)}, largest `);
    for (const line of out.split('\n')) expect(line.length).toBeLessThan(110);
  });

  it.each(['reference', 'wasm'])('refuses numbers that overflow in the %s engine', async (engine) => {
    const path = changedCase('two-types', ({ weights }) => { weights.bias = [-1.5e308, 1.5e308]; });
    const { code, out, err } = await mdgl('gradient', path, '--rule', 'e-prop', '--engine', engine, '--json');
    expect({ code, length: out.length }).toEqual({ code: 2, length: 0 });
    expect(err).toMatch(/^mdgl: .*: the loss is \w+; weights and constants must be small enough to compute with\n$/);
  });

  it.each(['reference', 'wasm'])('names the gradient that overflows, of the %s engine, where the loss is finite', async (engine) => {
    const path = changedCase('two-types', ({ constants }) => { constants.dampening = 1e200; });
    const { code, out, err } = await mdgl('gradient', path, '--rule', 'bptt', '--engine', engine);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^mdgl: .*two-types\.json: the gradient of input\[\d+\]\[\d+\] is (NaN|-?Infinity); /);
    expect(err).toMatch(/; weights and constants must be small enough to compute with\n$/);
  });
});
