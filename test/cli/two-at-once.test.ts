import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newFolder } from '../support/golden';
import { mdgl } from './run';

it.each([
  'figure3c --fresh --preset tiny',
  'alignment --fresh --preset tiny',
  'types --fresh --preset tiny',
  'knockout --study --preset tiny --from 0',
  'knockout --seed 1 --silence E>E --preset tiny',
])('mdgl %s leaves a folder to the process that is at work there', async (command) => {
  const folder = newFolder();
  writeFileSync(join(folder, '.mdgl-lock'), JSON.stringify({ host: 'elsewhere', process: 17, since: new Date(2026, 0, 2, 3, 4, 5) }));
  expect(await mdgl(...command.split(' '), '--out', folder)).toEqual({
    code: 2,
    out: '',
    err: `mdgl: ${folder}: another process is at work there (host elsewhere, process 17, since 2026-01-02 03:04:05); `
      + 'wait until it has ended, or give another folder\n',
  });
  expect(readdirSync(folder)).toEqual(['.mdgl-lock']);
});
