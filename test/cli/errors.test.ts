import { describe, expect, it, vi } from 'vitest';
import { mdgl } from './run';

const { broken } = vi.hoisted(() => ({ broken: { by: undefined as unknown } }));
vi.mock('../../src/cases/verify', () => ({ casesIn: () => { throw broken.by; } }));

function systemError(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}, write`), { code, syscall: 'write' });
}

describe('what goes wrong inside a command', () => {
  it.each([
    ['ENOSPC', 'no space left on device'],
    ['EACCES', 'permission denied'],
  ])('a system\'s %s is one line and exit code 1', async (code, message) => {
    broken.by = systemError(code, message);
    expect(await mdgl('verify', 'x')).toEqual({ code: 1, out: '', err: `mdgl: ${code}: ${message}, write\n` });
  });

  it('a closed pipe is no error', async () => {
    broken.by = systemError('EPIPE', 'broken pipe');
    expect(await mdgl('verify', 'x')).toEqual({ code: 0, out: '', err: '' });
  });

  it('a fault of the program shows where it happened, and has exit code 1', async () => {
    broken.by = new TypeError('x is not a function');
    const { code, err } = await mdgl('verify', 'x');
    expect(code).toBe(1);
    expect(err).toMatch(/^TypeError: x is not a function\n +at .*errors\.test\.ts/);
  });
});
