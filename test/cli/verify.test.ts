import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changedCase, FAMILY, GOLDEN, newFolder } from '../support/golden';
import { mdgl } from './run';

describe('mdgl verify', () => {
  it('prints a line for every rule and engine, and counts', async () => {
    const { code, out, err } = await mdgl('verify', FAMILY);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^case +rule +engine +spikes +worst error +allowed/);
    expect(lines.slice(1, -1)).toHaveLength(2 * 7 * 2);
    for (const line of lines.slice(1, -1)) {
      expect(line).toMatch(/^(delay-3|every-step) +[\w-]+ +(wasm|reference) +exact +\d\.\de-\d+ +(1e-10|2e-4) +pass \(\w+\)$/);
    }
    expect(lines.at(-1)).toBe('28 passed, 0 failed');
  });

  it('runs one engine where asked for', async () => {
    const { out } = await mdgl('verify', join(GOLDEN, 'silent.json.gz'), '--engine', 'reference');
    expect(out).not.toContain('wasm');
    expect(out).toMatch(/\n9 passed, 0 failed\n$/);
  });

  it('ends with exit code 1 and FAIL where a number is wrong', async () => {
    const path = changedCase('two-types', ({ expected }) => { expected.rules.mdgl.input[3][4] += 1; });
    const { code, out, err } = await mdgl('verify', path, '--engine', 'reference');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^two-types +mdgl +reference +exact +\S+ +1e-10 +FAIL \(input\)$/m);
    expect(out).toMatch(/\n9 passed, 1 failed\n$/);
  });

  it('ends with exit code 1 where a file says nothing of what to expect', async () => {
    const path = changedCase('two-types', (json) => { delete json.expected; });
    const { code, out } = await mdgl('verify', path, '--engine', 'reference');
    expect(code).toBe(1);
    expect(out).toContain('FAIL: the file has no expected');
  });

  it('refuses a folder without cases', async () => {
    const folder = newFolder();
    expect(await mdgl('verify', GOLDEN, folder)).toEqual({
      code: 2,
      out: '',
      err: `mdgl: ${folder}: no case in this folder; give one with files .json or .json.gz of the golden format\n`,
    });
  });

  it('refuses a malformed case before any is run', async () => {
    const path = changedCase('two-types', (json) => { json.beta[0] = null; });
    expect(await mdgl('verify', GOLDEN, path)).toEqual({
      code: 2,
      out: '',
      err: `mdgl: ${path}: beta[0]: must be a finite number (given: null)\n`,
    });
  });

  it.each([['verify'], ['gradient', '--rule', 'mdgl']])('%s names file and key of what is not known', async (command, ...options) => {
    const path = changedCase('two-types', (json) => { json.spikeNoise = 60; });
    const { code, out, err } = await mdgl(command, path, ...options);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^mdgl: .*two-types\.json: unknown "spikeNoise", known are format, name, [^\n]*\n$/);
  });
});
