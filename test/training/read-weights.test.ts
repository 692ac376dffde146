import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { settings } from '../../src/config';
import { readWeights } from '../../src/training/read-weights';
import { initialState, weightsOf } from '../../src/training/state';
import { weightsNpz } from '../../src/training/weights-npz';
import { newFolder, write } from '../support/golden';

it('reads what weightsNpz wrote, to the last bit', async () => {
  const state = initialState(settings('tiny'), 3);
  const path = join(newFolder(), 'weights.npz');
  writeFileSync(path, await weightsNpz(state));
  expect(await readWeights(path)).toEqual(weightsOf(state));
});

it('says what is wrong with a file', async () => {
  await expect(readWeights('nowhere.npz')).rejects.toThrow(/nowhere\.npz: cannot be read \(ENOENT\)/);
  await expect(readWeights(write('text.npz', 'text'))).rejects.toThrow(/text\.npz: is damaged or no \.npz file/);
});
