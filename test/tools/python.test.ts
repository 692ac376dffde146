import { describe, expect, it } from 'vitest';
import { findPython, whatIsMissing, type Python } from '../../tools/lib/python.mjs';

const python = (version: [number, number, number], more: Partial<Python> = {}): Python => ({
  command: ['p'], version, executable: '/bin/p', venv: true, pip: true, ...more,
});
const among = (pythons: Record<string, Python>) => () => findPython(([name]) => pythons[name], [['python3'], ['python'], ['python3.12']]);

describe('the Python of the notebooks', () => {
  it('is the first that is new enough and makes environments', () => {
    const good = python([3, 12, 1]);
    expect(among({ python3: good, 'python3.12': python([3, 12, 2]) })()).toBe(good);
    expect(among({ python3: python([3, 9, 6]), python: python([2, 7, 18]), 'python3.12': good })()).toBe(good);
    expect(among({ python3: python([3, 11, 2], { venv: false }), 'python3.12': good })()).toBe(good);
    expect(among({ python3: python([3, 10, 0]) })().version).toEqual([3, 10, 0]);
  });

  it('is missed with one line that says what to install', () => {
    expect(among({})).toThrow('the notebooks need Python 3.10 or newer, none was found; install it: ');
    expect(among({ python3: python([3, 9, 6]) })).toThrow('the notebooks need Python 3.10 or newer, found is 3.9.6 (/bin/p); install it: ');
    expect(among({ python3: python([3, 11, 2], { venv: false }) })).toThrow('Python 3.11.2 (/bin/p) has no venv or ensurepip module; ');
  });

  it('is to be had in another way on every system', () => {
    const bare = [python([3, 11, 2], { venv: false })];
    expect(whatIsMissing(bare, 'linux')).toContain('sudo apt install python3-venv (Debian, Ubuntu; or python3.11-venv)');
    expect(whatIsMissing([], 'linux')).toContain('sudo apt install python3 python3-venv');
    expect(whatIsMissing([], 'darwin')).toContain('brew install python');
    expect(whatIsMissing([], 'win32')).toContain('winget install Python');
    for (const platform of ['linux', 'darwin', 'win32'] as const) expect(whatIsMissing(bare, platform)).not.toContain('\n');
  });
});
