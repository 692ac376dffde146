import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { checkWritable, writeAtomic } from '../../../src/node/files/write-atomic';
import { newFolder } from '../../support/golden';

/** The built program; `npm ci` and `npm run build` make it. */
const CLI = join(__dirname, '..', '..', '..', 'dist', 'cli.js');
/** Windows has no pipes with names in folders, and links only for some users. */
const posix = describe.skipIf(process.platform === 'win32');
const text = (path: string) => readFileSync(path, 'utf8');

describe('an atomic write', () => {
  it('makes or replaces a file, and leaves no other', () => {
    const folder = newFolder();
    const path = join(folder, 'a.csv');
    writeAtomic(path, 'one');
    writeAtomic(path, Uint8Array.of(116, 119, 111));
    expect(text(path)).toBe('two');
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });

  it('that fails names the file, keeps the system\'s code, and leaves nothing', () => {
    const path = join(newFolder(), 'x'.repeat(250));
    const error = (() => {
      try {
        writeAtomic(path, 'x');
        return undefined;
      } catch (reason) {
        return reason;
      }
    })() as NodeJS.ErrnoException;
    expect(error).not.toBeInstanceOf(InputError);
    expect(error.code).toMatch(/^E[A-Z]+$/);
    expect(error.message.startsWith(`${path}: ${error.code}`)).toBe(true);
    expect(readdirSync(join(path, '..'))).toEqual([]);
  });

  it('refuses a folder, and a name in a folder that is not there, before it writes', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'taken'));
    for (const write of [(path: string) => writeAtomic(path, 'x'), checkWritable]) {
      expect(() => write(join(folder, 'taken'))).toThrow(
        new InputError(`${join(folder, 'taken')}: is a folder; allowed is a file in a folder that exists and can be written`)
      );
      expect(() => write(join(folder, 'none', 'a'))).toThrow(
        `${join(folder, 'none', 'a')}: there is no folder ${join(folder, 'none')}; allowed is`
      );
    }
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});

posix('an atomic write to what is no plain file', () => {
  it('keeps the permissions of a file', () => {
    const path = join(newFolder(), 'a.csv');
    writeFileSync(path, 'old');
    for (const mode of [0o600, 0o664, 0o755]) {
      chmodSync(path, mode);
      writeAtomic(path, 'new');
      expect(statSync(path).mode & 0o7777).toBe(mode);
    }
  });

  it.skipIf(process.getuid?.() === 0)('does not write over a file that is protected, nor in a folder that is', () => {
    const path = join(newFolder(), 'a.csv');
    writeFileSync(path, 'old', { mode: 0o444 });
    expect(() => writeAtomic(path, 'new')).toThrow(`${path}: cannot be written (EACCES)`);
    expect(text(path)).toBe('old');
    chmodSync(join(path, '..'), 0);
    expect(() => writeAtomic(path, 'new')).toThrow(
      new InputError(`${path}: cannot be reached (EACCES); allowed is a file in a folder that exists and can be written`)
    );
    chmodSync(join(path, '..'), 0o700);
  });

  it('leaves a link, and writes what it leads to, link by link and out of other folders', () => {
    const folder = newFolder();
    for (const name of ['a', 'b', 'b/c']) mkdirSync(join(folder, name));
    symlinkSync('b/c', join(folder, 'to-c'));
    writeFileSync(join(folder, 'b', 'file'), 'old');
    symlinkSync('../file', join(folder, 'b', 'c', 'up'));
    symlinkSync('../to-c/up', join(folder, 'a', 'link'));
    for (const content of ['new', 'newer']) {
      writeAtomic(join(folder, 'a', 'link'), content);
      expect(text(join(folder, 'b', 'file'))).toBe(content);
    }
    expect(readlinkSync(join(folder, 'a', 'link'))).toBe('../to-c/up');
    expect(readlinkSync(join(folder, 'b', 'c', 'up'))).toBe('../file');
    expect(['.', 'a', 'b', 'b/c'].map((name) => readdirSync(join(folder, name)).join())).toEqual(['a,b,to-c', 'link', 'c,file', 'up']);
  });

  it('makes the file that a dangling link names, if its folder is there', () => {
    const folder = newFolder();
    symlinkSync('later.csv', join(folder, 'link'));
    checkWritable(join(folder, 'link'));
    writeAtomic(join(folder, 'link'), 'new');
    expect(text(join(folder, 'later.csv'))).toBe('new');
    expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
    symlinkSync('none/later.csv', join(folder, 'lost'));
    symlinkSync('circle', join(folder, 'circle'));
    for (const write of [(path: string) => writeAtomic(path, 'x'), checkWritable]) {
      expect(() => write(join(folder, 'lost'))).toThrow(
        new InputError(
          `${join(folder, 'lost')}: there is no folder ${join(folder, 'none')}; allowed is a file in a folder that exists and can be `
            + 'written'
        )
      );
      expect(() => write(join(folder, 'circle'))).toThrow(`${join(folder, 'circle')}: is a link that leads nowhere; allowed is`);
    }
    expect(readdirSync(folder).sort()).toEqual(['circle', 'later.csv', 'link', 'lost']);
  });

  it.each(['pipe', 'link'])('goes through a %s to its reader, and the pipe stays', async (name) => {
    const folder = newFolder();
    expect(spawnSync('mkfifo', [join(folder, 'pipe')]).status).toBe(0);
    symlinkSync('pipe', join(folder, 'link'));
    const reader = spawn('cat', [join(folder, 'pipe')]);
    let read = '';
    reader.stdout.on('data', (part) => { read += part; });
    const content = 'x'.repeat(200_000);
    checkWritable(join(folder, name));
    writeAtomic(join(folder, name), content);
    await new Promise((resolve) => reader.on('close', resolve));
    expect(read === content).toBe(true);
    expect(lstatSync(join(folder, 'pipe')).isFIFO()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['link', 'pipe']);
  });

  it('goes into a device, which stays; a disk is refused', ({ skip }) => {
    const folder = newFolder();
    // The one swallows everything, the other is of no kind that a kernel has.
    const made = spawnSync('sh', ['-c', 'mknod null c 1 3 && mknod disk b 0 0 && : > null'], { cwd: folder });
    if (made.status !== 0) skip('only who may make a device can try');
    checkWritable(join(folder, 'null'));
    writeAtomic(join(folder, 'null'), 'gone');
    expect(lstatSync(join(folder, 'null')).isCharacterDevice()).toBe(true);
    for (const write of [(path: string) => writeAtomic(path, 'x'), checkWritable]) {
      expect(() => write(join(folder, 'disk'))).toThrow(/disk: is a disk; allowed/);
    }
    expect(lstatSync(join(folder, 'disk')).isBlockDevice()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['disk', 'null']);
  });

  it.skipIf(process.platform !== 'linux')(
    'into an open file of the process goes where that one is, before and after what others write',
    () => {
      const folder = newFolder();
      writeFileSync(join(folder, 'table'), 'mine\n');
      const train = '"$0" "$1" train --rule mdgl --seed 1 --preset tiny --iterations 1 --out /proc/self/fd/1 2> said';
      const { status } = spawnSync('sh', ['-c', `(echo begin; ${train}; echo end) >> table`, process.execPath, CLI], { cwd: folder });
      expect({ status, said: text(join(folder, 'said')) }).toEqual({ status: 0, said: expect.stringContaining('1 iterations in') });
      expect(text(join(folder, 'table'))).toMatch(/^mine\nbegin\niteration,loss,accuracy,rateHz\n0,.*\n1,.*\nend\n$/);
    }
  );

  it('refuses a socket', async () => {
    const path = join(newFolder(), 'socket');
    const server = createServer().listen(path);
    await new Promise((resolve) => server.on('listening', resolve));
    expect(() => writeAtomic(path, 'x')).toThrow(`${path}: is a socket; allowed is`);
    expect(lstatSync(path).isSocket()).toBe(true);
    server.close();
  });
});
