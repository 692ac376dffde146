import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mdgl } from './run';

const folder = mkdtempSync(join(tmpdir(), 'mdgl-'));
afterAll(() => rmSync(folder, { recursive: true }));
const out = join(folder, 'out');
const long = join(folder, 'long.json');
writeFileSync(long, '{"task": {"name": "periodic-target", "periodMs": 200}}');

describe('rate units on the command line', () => {
  it('are trained by the preset rflo, or by its task, on the engine that is theirs', async () => {
    const tables = [];
    for (const how of [['--preset', 'rflo'], ['--task', 'periodic-target'], ['--preset', 'rflo', '--engine', 'rate']]) {
      const { code } = await mdgl('train', ...how, '--rule', 'rflo', '--seed', '1', '--iterations', '2', '--out', out);
      expect(code).toBe(0);
      tables.push(readFileSync(out, 'utf8'));
    }
    rmSync(out);
    expect(tables[0]).toMatch(/^iteration,loss,accuracy,rateHz\n0,0\.\d+,,0\n2,0\.\d+,,0\n$/);
    expect(new Set(tables).size).toBe(1);
  });

  const rate = ['--preset', 'rflo', '--seed', '1', '--out', out];
  it.each([
    [['train', '--rule', 'mdgl', ...rate], /^mdgl: rule mdgl: is of spiking neurons .*; allowed with rate units are bptt, rflo\n$/],
    [['train', '--rule', 'rflo', '--engine', 'wasm', ...rate], /^mdgl: engine wasm: .* "tanh"; allowed here is rate\n$/],
    [['train', '--rule', 'rflo', '--engine', 'rate', ...rate, '--preset', 'tiny'], /^mdgl: engine rate: .*; allowed here is wasm or reference\n$/],
    [['train', '--rule', 'rflo', '--settings', long, ...rate], /: task\.periodMs: must be at most durationMs, that of a trial \(given: 200\)\n$/],
    [['record', '--rule', 'rflo', '--after', '1', '--what', 'spikes', ...rate], /^mdgl: network\.units is "tanh", must be "spiking" here/],
    [['knockout', '--rule', 'mdgl', '--silence', 'tanh>tanh', ...rate], /^mdgl: rule mdgl: is of spiking neurons/],
    [['knockout', '--study', '--preset', 'rflo', '--out', out], /^mdgl: rule mdgl: is of spiking neurons/],
    [['alignment', '--fresh', '--preset', 'rflo', '--out', out], /^mdgl: rule mdgl: is of spiking neurons/],
    [['types', '--fresh', '--preset', 'rflo', '--out', out], /^mdgl: rule e-prop: is of spiking neurons/],
    [['curves', '--fresh', '--preset', 'rflo', '--out', out], /^mdgl: rule e-prop: is of spiking neurons/],
  ])('are refused in one line by %j, and nothing is written', async (argv, message) => {
    const { code, err, out: text } = await mdgl(...argv);
    expect({ code, text }).toEqual({ code: 2, text: '' });
    expect(err).toMatch(message);
    expect(err.match(/\n/g)).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['long.json']);
  });
});
