import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { mdgl, type Outcome } from '../cli/run';

describe('mdgl peers', () => {
  let outcome: Outcome;
  beforeAll(async () => { outcome = await mdgl('peers'); });

  it('sets every loss of the reference engine beside the published ones, and finds none off', () => {
    const { code, out, err } = outcome;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^test +iteration +ours +NEST +difference +TensorFlow +difference$/);
    expect(lines).toHaveLength(1 + 15 + 1);
    for (const line of lines.slice(1, 11)) expect(line).toMatch(/( +\d+\.\d{12}){2} +\d\.\de-1[2-5] +\d+\.\d{12} +\d\.\de-[789]$/);
    for (const line of lines.slice(11, -1)) expect(line).toMatch(/( +\d\.\d{12}){2} +\d\.\de-1[2-5] +- +-$/);
    expect(lines.at(-1)).toBe('25 compared, 0 off');
  });

  it('prints what the readme says', () => {
    const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
    const shown = /\n```\n(test +iteration[^`]*)```\n/.exec(readme)![1].trimEnd().split('\n');
    expect(shown.length).toBeGreaterThan(3);
    expect(outcome.out.split('\n')).toEqual(expect.arrayContaining(shown));
  });
});
