import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mdgl } from './run';

const scratch = mkdtempSync(join(tmpdir(), 'mdgl-'));
afterAll(() => rmSync(scratch, { recursive: true }));

describe('runs whose criterion is met early', () => {
  const settings = join(scratch, 'settings.json');
  const out = join(scratch, 'runs');

  it('are trained, end, and replay as far as they went', async () => {
    writeFileSync(settings, JSON.stringify({
      training: { iterations: 8, validateEvery: 2, trials: 2, validationTrials: 4, stop: { errorBelow: 1, validations: 2, which: 'last' } },
    }));
    const options = ['--preset', 'tiny', '--settings', settings, '--rules', 'e-prop', '--runs', '1'];
    const trained = await mdgl('curves', '--fresh', ...options, '--out', out);
    expect(trained).toMatchObject({ code: 0 });
    const { code, out: text } = await mdgl('replay', out, '--workers', '1');
    expect({ code, text }).toEqual({ code: 0, text: 'e-prop, seed 1: equal (2 validations up to iteration 2 and the final weights)\n' });
  });

  it('say how far they were compared if that is less', async () => {
    const { out: text } = await mdgl('replay', out, '--workers', '1', '--iterations', '1');
    expect(text).toBe('e-prop, seed 1: equal (1 validation up to iteration 1)\n');
  });
});
