import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readRunsForReplay } from '../../../src/studies/figure3c/replay';
import { newFolder } from '../../support/golden';

const STORED = join(__dirname, '..', '..', '..', 'data', 'figure3c');

it('stored runs are not replayed with settings that nobody reads', () => {
  const folder = newFolder();
  copyFileSync(join(STORED, 'runs.csv'), join(folder, 'runs.csv'));
  const manifest = JSON.parse(readFileSync(join(STORED, 'manifest.json'), 'utf8'));
  const write = () => writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  write();
  expect(readRunsForReplay(folder).manifest).toEqual(manifest);
  manifest.settings.training.lossSteps = 60;
  write();
  expect(() => readRunsForReplay(folder)).toThrow(
    `${join(folder, 'manifest.json')}: settings: training: unknown "lossSteps", known are iterations, `
  );
});
