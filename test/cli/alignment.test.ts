import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { addAlignment } from '../../src/cli/alignment';
import { readAlignment } from '../../src/studies/alignment/folder';
import { newFolder, write } from '../support/golden';

/** Runs `mdgl alignment …` in this process. */
async function alignment(...argv: string[]): Promise<{ out: string; err: string }> {
  const printed = { out: '', err: '' };
  const catching = (to: keyof typeof printed) => (text: unknown) => { printed[to] += String(text); return true; };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(catching('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(catching('err')),
  ];
  const program = new Command('mdgl').exitOverride().configureOutput({ outputError: () => {} });
  addAlignment(program);
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync(['alignment', ...argv], { from: 'user' });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return printed;
}

const FIGURES = ['alignment', 'type-signals'].flatMap((name) =>
  ['csv', 'pdf', 'png', 'svg', 'vl.json'].map((extension) => `${name}.${extension}`)
);
const STUDY = ['alignment.csv', 'gamma.csv', 'manifest.json', 'means.csv', 'modulation.csv', 'rates.csv', 'runs.csv', 'survival.csv'];

describe('mdgl alignment', () => {
  const parent = newFolder();
  const folder = join(parent, 'study');
  const fresh: string[] = [];
  let first = { out: '', err: '' };
  beforeAll(async () => {
    const changes = write('small.json', JSON.stringify({ training: { trials: 4, validationTrials: 4, validateEvery: 3 } }));
    fresh.push('--fresh', '--preset', 'tiny', '--settings', changes, '--iterations', '6', '--every', '4', '--runs', '1', '--out', folder);
    first = await alignment(...fresh);
  });

  it('records a study, draws it and prints the table', () => {
    expect(readdirSync(folder).sort()).toEqual([...STUDY, 'figures'].sort());
    expect(readdirSync(join(folder, 'figures')).sort()).toEqual(FIGURES);
    const { manifest, tables } = readAlignment(folder);
    expect(manifest).toMatchObject({ every: 4, seeds: [1], settings: { training: { iterations: 6, trials: 4 } } });
    expect([...new Set(tables.alignment.map(({ iteration }) => iteration))]).toEqual([0, 4, 6]);
    expect(tables.rates.filter(({ type }) => type === 'all').every(({ meanHz }) => meanHz > 5)).toBe(true);
    expect(first.err).toContain('2 paths (bptt, mdgl; seeds 1) of 6 iterations into');
    expect(first.err).toContain('mdgl path, seed 1: complete');
    for (const rule of ['mdgl', 'e-prop', 'mdgl-bca', 'nl-mdgl', 'on-mdgl', 'rflo', 'rflo-symmetric']) {
      expect(first.out).toMatch(new RegExp(`^${rule} +-?0\\.\\d{3}`, 'm'));
    }
    expect(first.out).toContain('Runs trained by MDGL');
  });

  it('draws again what is complete, without recording', async () => {
    const before = readFileSync(join(folder, 'manifest.json'));
    const { out, err } = await alignment(...fresh);
    expect(err).toContain('is complete: nothing to train');
    expect(out).toBe(first.out);
    expect(readFileSync(join(folder, 'manifest.json')).equals(before)).toBe(true);
  });

  it('draws a stored study into another folder', async () => {
    const figures = join(parent, 'figures');
    const { out } = await alignment('--from', folder, '--out', figures, '--width-mm', '85');
    expect(out).toBe(first.out);
    expect(readFileSync(join(figures, 'alignment.svg'), 'utf8')).toContain('width="85mm"');
  });

  it('refuses what cannot be', async () => {
    await expect(alignment('--every', '10')).rejects.toThrow('--every is for --fresh only; allowed here are --from, --out, --width-mm');
    await expect(alignment('--fresh')).rejects.toThrow('--out is missing; --fresh needs a folder to work in');
    await expect(alignment('--fresh', '--out', folder, '--from', folder)).rejects.toThrow('--from is of no use with --fresh');
    await expect(alignment(...fresh, '--every', '5')).rejects.toThrow(/holds results made otherwise \(every: 4 there, 5 here\)/);
    await expect(alignment('--fresh', '--out', folder, '--width-mm', '1')).rejects.toThrow(
      'width 1 mm; allowed is a number from 60 to 400'
    );
    await expect(alignment('--from', parent)).rejects.toThrow('holds no finished results');
    await expect(alignment('--every', '0')).rejects.toThrow('It must be a positive integer');
    const other = newFolder();
    writeFileSync(join(other, 'mine.txt'), '');
    await expect(alignment('--fresh', '--out', other)).rejects.toThrow('is not empty, and has no manifest.json');
  });
});
