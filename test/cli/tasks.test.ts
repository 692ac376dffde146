import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tasks } from '../../src/core/tasks';
import { mdgl } from './run';

const folder = mkdtempSync(join(tmpdir(), 'mdgl-'));
afterAll(() => rmSync(folder, { recursive: true }));
const out = join(folder, 'curve.csv');

function file(name: string, settings: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(settings));
  return path;
}
const quick = { training: { iterations: 1, trials: 2, validationTrials: 2 } };
const train = (...options: string[]) => mdgl('train', '--rule', 'e-prop', '--seed', '1', '--workers', '1', '--out', out, ...options);

describe('mdgl tasks', () => {
  it('lists every task, with its source, size and criterion', async () => {
    const { code, out: text } = await mdgl('tasks');
    expect(code).toBe(0);
    const lines = text.trimEnd().split('\n').slice(1).map((line) => line.split(/ {2,}/));
    expect(lines.map(([name]) => name)).toEqual(tasks.map(({ name }) => name));
    for (const [, source] of lines) expect(source).toMatch(/\d{4}/);
    expect(lines.find(([name]) => name === 'evidence-accumulation-eprop')!.slice(2))
      .toEqual(['40', '100', '2', '2250', '1.1', 'error < 7 %, and in 8 further validations']);
    expect(lines.find(([name]) => name === 'store-recall')!.at(-1)).toBe('error < 5 % in 20 validations');
    expect(lines.find(([name]) => name === 'delayed-match')!.at(-1)).toBe('-');
  });

  it('prints the same as JSON', async () => {
    const described = JSON.parse((await mdgl('tasks', '--json')).out) as Record<string, unknown>[];
    expect(described.map(({ task }) => task)).toEqual(tasks.map(({ name }) => name));
    expect(described[0]).toMatchObject({ preset: 'figure3c', neurons: 100, trialSteps: 2000 * 64 * 2000, stop: null });
    expect(described.find(({ task }) => task === 'store-recall')).toMatchObject({
      inputs: 100, outputs: 2, steps: 2400, neurons: 20, stop: { errorBelow: 0.05, validations: 20, which: 'last' },
    });
  });
});

describe('--task', () => {
  it('means the preset of the task', async () => {
    const settings = file('quick.json', quick);
    const curves = [];
    for (const how of [['--task', 'store-recall'], ['--preset', 'store-recall'], ['--task', 'store-recall', '--preset', 'store-recall']]) {
      expect(await train(...how, '--settings', settings)).toMatchObject({ code: 0 });
      curves.push(readFileSync(out, 'utf8'));
    }
    expect(curves[0].split('\n')).toHaveLength(4);
    expect(new Set(curves).size).toBe(1);
  });

  it('goes with any preset of the task', async () => {
    const settings = file('quick.json', quick);
    expect(await train('--task', 'evidence-accumulation', '--preset', 'tiny', '--settings', settings)).toMatchObject({ code: 0 });
  });

  it.each([
    ['a preset of another task', ['--task', 'store-recall', '--preset', 'tiny'],
      'mdgl: --task store-recall: the preset tiny is of another task; leave --preset out (allowed: store-recall)\n'],
    ['the preset figure3c, if it is given', ['--task', 'store-recall', '--preset', 'figure3c'], /the preset figure3c is of another task/],
    ['an unknown task', ['--task', 'go-nogo'], /argument 'go-nogo' is invalid. Allowed choices are evidence-accumulation, pattern-/],
    ['settings of another task', ['--task', 'store-recall', '--settings', file('other.json', {
      task: { name: 'pattern-generation', inputs: 100, inputRateHz: 50, durationMs: 1000, periodsMs: [1000] },
    })], /other\.json: task\.name is "pattern-generation"; allowed with --task store-recall is "store-recall"/],
  ])('refuses %s', async (_, options, message) => {
    rmSync(out, { force: true });
    const { code, out: text, err } = await train(...options);
    expect({ code, text }).toEqual({ code: 2, text: '' });
    expect(err.match(/\n/g)).toHaveLength(1);
    if (typeof message === 'string') expect(err).toBe(message);
    else expect(err).toMatch(message);
    expect(() => readFileSync(out)).toThrow(/ENOENT/);
  });

  it('goes with record too', async () => {
    const to = join(folder, 'recording');
    const recorded = await mdgl('record', '--rule', 'e-prop', '--seed', '1', '--task', 'pattern-generation', '--after', '0',
      '--what', 'spikes', '--out', to, '--workers', '1');
    expect(recorded).toMatchObject({ code: 0 });
    expect(readFileSync(join(to, 'zarr.json'), 'utf8')).toContain('pattern-generation');
  });
});
