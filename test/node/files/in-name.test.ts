import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { checkInName } from '../../../src/node/files/in-name';
import { readWeights } from '../../../src/node/results/read-weights';
import { mdgl } from '../../cli/run';
import { GOLDEN, newFolder } from '../../support/golden';

const READERS = [
  (path: string) => mdgl('verify', path),
  (path: string) => mdgl('gradient', path, '--rule', 'mdgl'),
  (path: string) => mdgl('record', '--case', path, '--rule', 'mdgl', '--json', '--neurons', '1'),
  (path: string) => mdgl('train', '--rule', 'mdgl', '--seed', '1', '--settings', path, '--out', join(newFolder(), 'curve.csv')),
  (path: string) => mdgl('figure3c', '--from', path),
  (path: string) => mdgl('replay', path),
  (path: string) => mdgl('alignment', '--from', path),
  (path: string) => mdgl('knockout', '--draw', path, '--out', newFolder()),
  (path: string) =>
    readWeights(path).then(
      () => ({ code: 0, err: '' }),
      (error: InputError) => ({ code: 2, err: `mdgl: ${error.message}\n` })
    ),
];

// Windows lets only some users make links, and its names are all UTF-16.
describe.skipIf(process.platform === 'win32')('a name to read', () => {
  it('that is a link to nothing is refused by that reason, by whatever reads', async () => {
    const link = join(newFolder(), 'link');
    symlinkSync('none', link);
    for (const read of READERS) {
      expect(await read(link)).toMatchObject({
        code: 2,
        err: `mdgl: ${link}: is a link to none, which is not there; mend the link, or give another name\n`,
      });
    }
  });

  it('that is not UTF-8 is refused by that reason, by whatever reads', async () => {
    const path = join(newFolder(), Buffer.from('caf\u00e9', 'latin1').toString());
    for (const read of READERS) {
      expect(await read(path)).toMatchObject({ code: 2, err: `mdgl: ${path}: its name is not UTF-8; rename it\n` });
    }
  });

  it('that is not UTF-8 is refused also where its folder is read', async ({ skip }) => {
    const folder = newFolder();
    symlinkSync(join(GOLDEN, 'lif-only.json.gz'), join(folder, 'a.json.gz'));
    try {
      writeFileSync(Buffer.concat([Buffer.from(join(folder, 'caf')), Buffer.from([0xe9]), Buffer.from('.json')]), '{}');
    } catch {
      skip('this system takes no such names');
    }
    expect(await mdgl('verify', folder)).toMatchObject({
      code: 2,
      out: '',
      err: `mdgl: ${join(folder, 'caf\uFFFD.json')}: its name is not UTF-8; rename it\n`,
    });
  });

  it('may be a link to what is there, and a circle is none', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'a'));
    symlinkSync('a', join(folder, 'link'));
    symlinkSync('circle', join(folder, 'circle'));
    for (const name of ['a', 'link', 'none']) expect(() => checkInName(join(folder, name))).not.toThrow();
    expect(() => checkInName(join(folder, 'circle'))).toThrow('is a link to circle, which is not there');
  });

  it('is asked for in a folder of results too: a manifest behind a broken link is no missing manifest', async () => {
    const folder = newFolder();
    symlinkSync('none', join(folder, 'manifest.json'));
    writeFileSync(join(folder, 'runs.csv'), 'rule,seed,iteration,loss,accuracy,rateHz\n');
    const out = join(newFolder(), 'figures');
    for (const argv of [['figure3c', '--from', folder, '--out', out], ['figure3c', '--fresh', '--preset', 'tiny', '--out', folder]]) {
      expect(await mdgl(...argv)).toMatchObject({
        code: 2,
        err: `mdgl: ${join(folder, 'manifest.json')}: is a link to none, which is not there; mend the link, or give another name\n`,
      });
    }
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['manifest.json', 'runs.csv']);
  });
});
