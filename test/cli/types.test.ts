import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readTypes } from '../../src/studies/types/folder';
import { newFolder, write } from '../support/golden';
import { mdgl } from './run';

const FIGURE = ['csv', 'pdf', 'png', 'svg', 'vl.json'].map((extension) => `types.${extension}`);

describe('mdgl types', () => {
  const folder = join(newFolder(), 'study');
  const fresh: string[] = [];
  let first: Awaited<ReturnType<typeof mdgl>>;
  beforeAll(async () => {
    const changes = write('small.json', JSON.stringify({ training: { trials: 4, validationTrials: 4, validateEvery: 3 } }));
    fresh.push('types', '--fresh', '--preset', 'tiny', '--settings', changes, '--iterations', '6', '--every', '4', '--runs', '1');
    first = await mdgl(...fresh, '--out', folder);
  });

  it('trains all runs, measures Γ on the way, and draws', () => {
    expect(first).toMatchObject({ code: 0 });
    expect(readdirSync(folder).sort()).toEqual(['figures', 'gamma.csv', 'manifest.json', 'runs.csv']);
    expect(readdirSync(join(folder, 'figures')).sort()).toEqual(FIGURE);
    const { manifest, runs, gamma } = readTypes(folder);
    expect(manifest.rules).toContain('mdgl-clusters-8');
    expect(new Set(runs.map(({ rule }) => rule))).toEqual(new Set(manifest.rules));
    expect(gamma.filter(({ rule }) => rule === 'mdgl').map(({ iteration }) => iteration)).toEqual([0, 4, 6]);
    expect(first.out).toMatch(/^mdgl-bca +35 +0\.\d{3} +1\.00 to 1\.00$/m);
  });

  it('draws again what is complete, to the same bytes, without training', async () => {
    const { code, err } = await mdgl(...fresh, '--out', folder);
    expect([code, err.includes('is complete: nothing to train')]).toEqual([0, true]);
    const out = newFolder();
    expect(await mdgl('types', '--from', folder, '--out', out)).toMatchObject({ code: 0, out: first.out });
    for (const name of FIGURE) expect(readFileSync(join(out, name)).equals(readFileSync(join(folder, 'figures', name)))).toBe(true);
  });

  it.each([
    [['--every', '10'], '--every is for --fresh only; allowed here are --from, --out, --width-mm'],
    [['--fresh'], '--out is missing; --fresh needs a folder to work in'],
    [['--fresh', '--out', folder, '--every', '0'], 'It must be a positive integer'],
    [['--fresh', '--rules', 'mdgl', '--out', folder], "unknown option '--rules'"],
    [['--from', join(folder, 'figures')], 'holds no finished results'],
  ])('refuses %j in one line', async (argv, message) => {
    const { code, err } = await mdgl('types', ...argv);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err.trimEnd()).not.toContain('\n');
  });
});
