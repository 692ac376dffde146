import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder, write } from '../support/golden';
import { mdgl } from './run';

const quick = () => write('quick.json', JSON.stringify({ training: { trials: 4, validationTrials: 4, validateEvery: 2 } }));
const tiny = (out: string, ...more: string[]) =>
  mdgl(
    'train', '--rule', 'mdgl', '--seed', '1', '--preset', 'tiny', '--settings', quick(), '--iterations', '3', '--engine', 'reference',
    '--out', out, ...more
  );

describe('mdgl train', () => {
  it('writes the learning curve, and nothing else', async () => {
    const folder = newFolder();
    const { code, out } = await tiny(join(folder, 'curve.csv'));
    expect({ code, out }).toEqual({ code: 0, out: '' });
    const [header, ...rows] = readFileSync(join(folder, 'curve.csv'), 'utf8').trimEnd().split('\n');
    expect(header).toBe('iteration,loss,accuracy,rateHz');
    expect(rows.map((row) => row.split(',')[0])).toEqual(['0', '2', '3']);
    for (const row of rows) for (const cell of row.split(',')) expect(String(Number(cell))).toBe(cell);
    expect(readdirSync(folder)).toEqual(['curve.csv']);
  });

  it('says on stderr how it went', async () => {
    const { err } = await tiny(join(newFolder(), 'curve.csv'));
    expect(err).toMatch(/mdgl, seed 1: 3 iterations in \d+ s, loss 0\.\d{4}, accuracy \d\.\d{3}\n$/);
  });

  it('writes the same bytes for the same seed, other ones for another', async () => {
    const folder = newFolder();
    await tiny(join(folder, 'a.csv'));
    await tiny(join(folder, 'b.csv'));
    await tiny(join(folder, 'c.csv'), '--seed', '2');
    const [a, b, c] = ['a', 'b', 'c'].map((name) => readFileSync(join(folder, `${name}.csv`), 'utf8'));
    expect(b).toBe(a);
    expect(c).not.toBe(a);
  });

  const positive = 'It must be a positive integer; see mdgl train --help';
  it.each([
    [['--rule', 'hebb'], /unknown rule "hebb"; known are bptt, e-prop, e-prop-no-reset, mdgl/],
    [['--rule', 'mdgl-random-5'],
      'rule mdgl-random-5: N is 5, must be a multiple of 2 up to 14: as many types in each cell type, each with a neuron'],
    [['--rule', 'mdgl-clusters-16'], /rule mdgl-clusters-16: N is 16, must be a multiple of 2 up to 14/],
    [['--rule', 'mdgl-random-0'], /unknown rule "mdgl-random-0"/],
    [['--seed', '0'], `option '--seed <number>' argument '0' is invalid. ${positive}`],
    [['--seed', '3.5'], `option '--seed <number>' argument '3.5' is invalid. ${positive}`],
    [['--seed', '-1'], `option '--seed <number>' argument '-1' is invalid. ${positive}`],
    [['--seed', 'abc'], `option '--seed <number>' argument 'abc' is invalid. ${positive}`],
    [['--seed', '1e3'], `option '--seed <number>' argument '1e3' is invalid. ${positive}`],
    [['--seed', '4294967296'],
      'option \'--seed <number>\' argument \'4294967296\' is invalid. It must be below 4294967296; see mdgl train --help'],
    [['--iterations', '0'], `option '--iterations <number>' argument '0' is invalid. ${positive}`],
    [['--workers', 'two'], `option '--workers <number>' argument 'two' is invalid. ${positive}`],
    [['--preset', 'huge'], /argument 'huge' is invalid\. Allowed choices are figure3c, published-code, tiny/],
    [['--engine', 'cuda'], /argument 'cuda' is invalid\. Allowed choices are wasm, reference/],
    [['--rule', 'bptt', '--feedback', 'random'], 'feedback random: bptt is the exact gradient, only symmetric is allowed'],
    [['--settings', 'none.json'], 'none.json: cannot be read (ENOENT); allowed is a JSON file with changes to the preset'],
  ])('refuses %j in one line, and writes nothing', async (argv, message) => {
    const folder = newFolder();
    const { code, out, err } = await tiny(join(folder, 'curve.csv'), ...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^mdgl: [^\n]*\n$/);
    if (typeof message === 'string') expect(err).toBe(`mdgl: ${message}\n`);
    else expect(err).toMatch(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['{"training": {"l2": 1}}', /training: unknown "l2"/],
    ['{"training": {"l1": -1}}', /training\.l1: .*given: -1/],
    ['{"task": ', /is not JSON at line 1, column 10: it ends too early/],
    ['[1]', /holds \[1\]; allowed is an object/],
  ])('names what is wrong in a file of settings: %s', async (text, message) => {
    const { code, err } = await mdgl(
      'train', '--rule', 'mdgl', '--seed', '1', '--settings', write('changes.json', text), '--out',
      join(newFolder(), 'x.csv')
    );
    expect(code).toBe(2);
    expect(err).toMatch(/^mdgl: [^\n]*changes\.json[^\n]*\n$/);
    expect(err).toMatch(message);
  });

  it('refuses a file whose folder is not there, or that is a folder, before it trains', async () => {
    const folder = newFolder();
    const none = join(folder, 'none');
    const complaint = `there is no folder ${none}; allowed is a file in a folder that exists and can be written`;
    expect(await tiny(join(none, 'curve.csv'))).toEqual({ code: 2, out: '', err: `mdgl: ${join(none, 'curve.csv')}: ${complaint}\n` });
    mkdirSync(join(folder, 'curve.csv'));
    expect(await tiny(join(folder, 'curve.csv'))).toMatchObject({ code: 2, err: expect.stringContaining('is a folder') });
  });

  it('leaves an old file as it was where something is wrong', async () => {
    const old = join(newFolder(), 'curve.csv');
    writeFileSync(old, 'old');
    await tiny(old, '--iterations', '0');
    expect(readFileSync(old, 'utf8')).toBe('old');
  });
});
