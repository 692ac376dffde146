import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeAtomic } from '../src/write-atomic';
import { newFolder } from './support/golden';

describe('an atomic write', () => {
  it('makes or replaces a file, and leaves no other', () => {
    const folder = newFolder();
    const path = join(folder, 'a.csv');
    writeAtomic(path, 'one');
    writeAtomic(path, Uint8Array.of(116, 119, 111));
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });

  it('that fails names the file, keeps the system\'s code, and leaves nothing', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'taken'));
    const error = (() => { try { writeAtomic(join(folder, 'taken'), 'x'); return undefined; } catch (reason) { return reason; } })() as NodeJS.ErrnoException;
    expect(error.message.startsWith(`${join(folder, 'taken')}: E`)).toBe(true);
    expect(error.code).toMatch(/^E/);
    expect(error.syscall).toBe('rename');
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});
