import { describe, expect, it } from 'vitest';
import { mdgl } from './run';

describe('mdgl doctor', () => {
  it('prints a line for each check, and ends with exit code 0 where the figure works', async () => {
    const { code, out, err } = await mdgl('doctor');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^[✓–] Node +2\d\./m);
    expect(out).toMatch(/^✓ WebAssembly +SIMD and threads; the kernel compiles$/m);
    expect(out).toMatch(/^[✓✗] Python /m);
  });

  it('prints the same as JSON', async () => {
    const { code, out } = await mdgl('doctor', '--json');
    expect(code).toBe(0);
    const { healthy, findings } = JSON.parse(out);
    expect(healthy).toBe(true);
    expect(findings[0]).toMatchObject({
      what: 'Node',
      status: expect.stringMatching(/^(ok|note)$/),
      found: expect.stringContaining(process.versions.node),
    });
  });
});
