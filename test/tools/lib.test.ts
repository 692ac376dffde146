import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBrowser, findChromium } from '../../tools/lib/browsers.mjs';
import { kernelspec } from '../../tools/lib/kernelspec.mjs';
import { freePort, isFree } from '../../tools/lib/ports.mjs';
import { end } from '../../tools/lib/processes.mjs';
import { pythonIn } from '../../tools/lib/project.mjs';
import { inParallel } from '../../tools/notebooks/in-parallel.mjs';

describe('ports', () => {
  it('are taken while somebody listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    expect(await isFree(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(await isFree(port)).toBe(true);
  });

  it('are tried one after the other', async () => {
    expect(await freePort(8888, async (port) => port > 8890)).toBe(8891);
    await expect(freePort(8888, async () => false)).rejects.toThrow('no free port between 8888 and 8987');
  });
});

describe('a process that is ended', () => {
  it('takes along what it started, even what does not listen', async () => {
    const grandchild = 'process.on(\'SIGTERM\', () => {}); console.log(process.pid); setInterval(() => {}, 1000);';
    const child = spawn(process.execPath, [
      '-e',
      `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit', detached: true }); `
        + 'setInterval(() => {}, 1000);',
    ]);
    const pid = Number(await new Promise((resolve) => child.stdout.once('data', resolve)));
    expect(pid).toBeGreaterThan(0);
    await end(child, 500);
    expect(child.signalCode ?? child.exitCode).not.toBeNull();
    // A killed process may still be on the list for a moment.
    await expect.poll(() => { try { return process.kill(pid, 0); } catch { return 'gone'; } }, { timeout: 5000 }).toBe('gone');
  });
});

describe('where things stand', () => {
  it('Python has another place on Windows', () => {
    expect(pythonIn('v', true)).toBe(join('v', 'Scripts', 'python.exe'));
    expect(pythonIn('v', false)).toBe(join('v', 'bin', 'python'));
  });

  it('the kernel is named by absolute paths', () => {
    const { argv, interrupt_mode } = kernelspec('/usr/bin/node', '/clone', 'linux');
    expect(argv).toEqual([
      '/usr/bin/node',
      join('/clone', 'node_modules', 'tslab', 'bin', 'tslab'),
      'kernel',
      '--config-path',
      '{connection_file}',
    ]);
    expect(interrupt_mode).toBe('signal');
  });

  it('the kernel is interrupted by a message on Windows, which has no such signal', () => {
    expect(kernelspec('node.exe', 'C:\\clone', 'win32')).toMatchObject({
      argv: ['node.exe', join('C:\\clone', 'tools', 'kernel.cjs'), 'kernel', '--config-path', '{connection_file}'],
      interrupt_mode: 'message',
    });
  });

  it('Chromium is what MDGL_CHROMIUM names, else the first on the PATH', () => {
    const exists = (...files: string[]) => (file: string) => files.includes(file);
    const PATH = ['/a', '/b'].join(delimiter);
    expect(findChromium({ PATH }, exists(join('/b', 'chromium')))).toBe(join('/b', 'chromium'));
    expect(findChromium({ PATH, MDGL_CHROMIUM: '/c/chrome' }, exists(join('/b', 'chromium'), '/c/chrome'))).toBe('/c/chrome');
    expect(() => findChromium({ PATH, MDGL_CHROMIUM: '/c/chrome' }, exists())).toThrow(
      'MDGL_CHROMIUM is /c/chrome, which does not exist; give the path of a Chromium or Chrome'
    );
    expect(findChromium({ PATH }, exists(join('/b', 'firefox')))).toBeUndefined();
    expect(findBrowser({ PATH }, exists(join('/b', 'firefox')))).toBe(join('/b', 'firefox'));
  });
});

describe('inParallel', () => {
  it('keeps the order, and does so many at a time', async () => {
    let [now, most] = [0, 0];
    const results = await inParallel([5, 1, 3, 2], 2, async (ms) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, ms));
      now--;
      return ms * 10;
    });
    expect(results).toEqual([50, 10, 30, 20]);
    expect(most).toBe(2);
  });
});
