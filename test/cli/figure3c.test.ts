import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseRuns } from '../../src/core/tables/runs-csv';
import { newFolder, write } from '../support/golden';
import { mdgl } from './run';

const FAULTS = join(__dirname, '..', 'faults');

const quick = () => write('quick.json', JSON.stringify({ training: { trials: 4, validationTrials: 4 } }));
const fresh = (out: string, ...more: string[]) =>
  mdgl(
    'figure3c', '--fresh', '--preset', 'tiny', '--settings', quick(), '--iterations', '20', '--runs', '1', '--rules', 'mdgl,bptt',
    '--workers', '2', '--out', out, ...more
  );

describe('mdgl figure3c --fresh', () => {
  it('trains, says what it does, and draws', async () => {
    const out = join(newFolder(), 'runs');
    const first = await fresh(out);
    expect(first.code, first.err).toBe(0);
    expect(first.out).toMatch(/^rule .*\n(?:.*\n)*mdgl .*\n/m);
    expect(first.err).toMatch(
      /^2 runs \(mdgl, bptt; seeds 1\) of 20 iterations into .*\n40 iterations to train, 2 runs at once, wasm engine, about \d+ MB\n/
    );
    expect(first.err).toContain('mdgl, seed 1: complete, loss 0.');
    expect(first.err).toContain('40 iterations trained now, of 40 in all\n');
    const runs = parseRuns(readFileSync(join(out, 'runs.csv'), 'utf8'), 'runs.csv');
    expect(runs.map(({ rule, seed, iteration }) => [rule, seed, iteration])).toEqual([
      ['mdgl', 1, 0],
      ['mdgl', 1, 10],
      ['mdgl', 1, 20],
      ['bptt', 1, 0],
      ['bptt', 1, 10],
      ['bptt', 1, 20],
    ]);
    expect(readdirSync(join(out, 'weights'))).toEqual(['bptt-1.npz', 'mdgl-1.npz']);
    for (const kind of ['svg', 'png', 'pdf', 'vl.json', 'csv']) expect(existsSync(join(out, `figure3c.${kind}`))).toBe(true);
    expect(first.out).toContain('The published runs are left out');
    const drawn = readFileSync(join(out, 'figure3c.csv'), 'utf8').trimEnd().split('\n');
    expect(drawn.slice(1).filter((row) => !row.endsWith(','))).toEqual([]);

    const again = await fresh(out);
    expect(again).toMatchObject({ code: 0, out: first.out });
    expect(again.err).toContain(`${out} is complete: nothing to train\n`);

    const other = await fresh(out, '--iterations', '30');
    expect(other).toMatchObject({ code: 2, out: '' });
    expect(other.err).toMatch(/holds results made otherwise \(settings\.training\.iterations: 20 there, 30 here\)/);
  });

  it('trains what `mdgl train` trains', async () => {
    const folder = newFolder();
    await fresh(join(folder, 'runs'), '--rules', 'e-prop', '--iterations', '10');
    await mdgl(
      'train', '--rule', 'e-prop', '--seed', '1', '--preset', 'tiny', '--settings', quick(), '--iterations', '10', '--out',
      join(folder, 'run.csv')
    );
    const rows = (path: string) => readFileSync(join(folder, path), 'utf8').trimEnd().split('\n').slice(1);
    expect(rows('runs/runs.csv').map((row) => row.replace('e-prop,1,', ''))).toEqual(rows('run.csv'));
  });

  it.each([
    [['--runs', '0'], /--runs <number>' argument '0' is invalid\. It must be a positive integer/],
    [['--rules', 'mdgl,hebb'], /unknown rule "hebb"; known are bptt/],
    [['--rules', 'mdgl,mdgl-random-3'], /rule mdgl-random-3: N is 3, must be a multiple of 2 up to 14/],
    [['--rules', 'mdgl,mdgl'], /rule mdgl is named twice/],
    [['--rules', ''], /unknown rule ""/],
    [['--feedback', 'random'], /bptt is the exact gradient/],
    [['--width-mm', '5'], /width 5 mm; allowed is a number from 60 to 400/],
    [['--width-mm', 'wide'], /argument 'wide' is invalid\. It must be a number of mm/],
    [['--from', 'data'], /--from is of no use with --fresh/],
  ])('refuses %j in one line, and makes nothing', async (argv, message) => {
    const out = join(newFolder(), 'runs');
    const { code, err } = await fresh(out, ...argv);
    expect(code).toBe(2);
    expect(err).toMatch(/^mdgl: [^\n]*\n$/);
    expect(err).toMatch(message);
    expect(existsSync(out)).toBe(false);
  });

  it('refuses a folder whose parent is not there, and one that holds something else', async () => {
    const folder = newFolder();
    expect(await fresh(join(folder, 'a', 'b'))).toMatchObject({ code: 2, err: expect.stringContaining('there is no folder') });
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full', 'thesis.tex'), '');
    expect(await fresh(join(folder, 'full'))).toMatchObject({ code: 2, err: expect.stringContaining('is not empty') });
    expect(readdirSync(join(folder, 'full'))).toEqual(['thesis.tex']);
  });
});

describe('mdgl figure3c', () => {
  it('draws stored runs elsewhere', async () => {
    const from = newFolder();
    writeFileSync(join(from, 'runs.csv'), 'rule,seed,iteration,loss,accuracy,rateHz\nmdgl,1,0,0.7,0.5,10\nmdgl,1,10,0.6,0.6,10\n');
    const out = join(newFolder(), 'figures');
    const { code, err } = await mdgl('figure3c', '--from', from, '--out', out, '--width-mm', '85');
    expect(code, err).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['csv', 'pdf', 'png', 'svg', 'vl.json'].map((kind) => `figure3c.${kind}`));
    expect(readFileSync(join(out, 'figure3c.svg'), 'utf8')).toContain('width="85mm"');
  });

  it('tells of the last six validations where there is none from 1950 to 2000', async () => {
    const { code, out } = await mdgl('figure3c', '--from', join(FAULTS, 'csv-every300'), '--out', join(newFolder(), 'figures'));
    expect(code).toBe(0);
    expect(out).toMatch(/^The last six validations of each run \(iterations 1500–3000\): mean ± sd/);
    expect(out).toMatch(/^mdgl +2 +0\.475 ± 0\.000 +0\.500 ± 0\.000 +12\.0 ± 0\.0$/m);
  });

  it.each([
    ['csv-excel_semicolon', 'line 1 has semicolons between the columns; save it with commas between them, and numbers with a point'],
    ['csv-utf16', 'line 1 is UTF-16 or no text; save it as UTF-8'],
  ])('names file, line and cure of %s, and writes nothing', async (name, complaint) => {
    const out = join(newFolder(), 'figures');
    const from = join(FAULTS, name);
    expect(await mdgl('figure3c', '--from', from, '--out', out)).toEqual({
      code: 2,
      out: '',
      err: `mdgl: ${join(from, 'runs.csv')}: ${complaint}\n`,
    });
    expect(existsSync(out)).toBe(false);
  });

  it('refuses options that only fresh runs have, and a folder without runs', async () => {
    expect(await mdgl('figure3c', '--runs', '2')).toEqual({
      code: 2,
      out: '',
      err: 'mdgl: --runs is for --fresh only; allowed here are --from, --out, --width-mm, --show\n',
    });
    expect(await mdgl('figure3c', '--from', join(newFolder(), 'none'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('none: no such folder'),
    });
  });
});
