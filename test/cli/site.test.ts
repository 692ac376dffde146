import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { serveFolder } from '../../src/node/serve-folder';
import { newFolder } from '../support/golden';
import { mdgl } from './run';

/** A site of a few files, beside one that is not its own. */
function site(): string {
  const outside = newFolder();
  const folder = join(outside, 'site');
  mkdirSync(join(folder, 'a folder'), { recursive: true });
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  const names = ['index.html', 'main.js', 'runs.csv', 'kernel.wasm', 'data', 'a folder/index.html'];
  for (const name of names) writeFileSync(join(folder, name), name);
  return folder;
}

const servers: Server[] = [];
afterEach(() => { for (const server of servers.splice(0)) server.close(); });

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

describe('a served folder', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', 'index.html'],
    ['/index.html?x=1', 'text/html; charset=utf-8', 'index.html'],
    ['/main.js', 'text/javascript; charset=utf-8', 'main.js'],
    ['/runs.csv', 'text/csv; charset=utf-8', 'runs.csv'],
    ['/kernel.wasm', 'application/wasm', 'kernel.wasm'],
    ['/data', 'application/octet-stream', 'data'],
    ['/a%20folder/', 'text/html; charset=utf-8', 'a folder/index.html'],
  ])('gives %s as %s', async (path, type, text) => {
    const response = await fetch(`http://127.0.0.1:${await listening(serveFolder(site()))}${path}`);
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, type, text]);
  });

  it('leads from a folder to the page in it', async () => {
    const response = await fetch(`http://127.0.0.1:${await listening(serveFolder(site()))}/a%20folder`);
    expect([new URL(response.url).pathname, await response.text()]).toEqual(['/a%20folder/', 'a folder/index.html']);
  });

  it.each([
    '/none.html', '/main.js/', '/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/..%5csecret.txt',
    '/a%20folder/..%2f..%2fsecret.txt', '//secret.txt', 'http://localhost/', '/%', '/main.js%00',
  ])('has no %s', async (path) => {
    const port = await listening(serveFolder(site()));
    expect(await statusOf(port, 'GET', path)).toBe(404);
  });

  it('takes nothing', async () => {
    expect(await statusOf(await listening(serveFolder(site())), 'POST', '/index.html')).toBe(405);
  });
});

/** What a server answers to an address as it stands: fetch would tidy it. */
function statusOf(port: number, method: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, method, path, agent: false }, (response) => resolve(response.resume().statusCode!))
      .on('error', reject).end();
  });
}

describe('mdgl site', () => {
  it.each([[[]], [['--lan']]])('serves a folder, and says where, until Ctrl-C: %j', async (options) => {
    const running = mdgl('site', site(), '--port', '0', ...options);
    const said = () => vi.mocked(process.stdout.write).mock.calls.join('');
    await vi.waitFor(() => expect(said()).toContain('Ctrl-C'), 10_000);
    const addresses = said().match(/http:\S+/g)!;
    for (const address of addresses) expect(await (await fetch(address)).text()).toBe('index.html');
    expect(addresses[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    if (options.length === 0) expect(addresses).toHaveLength(1);
    process.emit('SIGINT');
    expect(await running).toMatchObject({ code: 0, err: '\nthe site is no longer served\n' });
    await expect(fetch(addresses[0])).rejects.toThrow();
  });

  it('says what builds a site that is not there', async () => {
    const folder = newFolder();
    expect(await mdgl('site', folder)).toEqual({
      code: 2,
      out: '',
      err: `mdgl: ${folder}: has no index.html, so there is no site; npm run site in a clone of the repository builds one\n`,
    });
  });

  it.each(['-1', '65536', '80a', '8.5', ''])('refuses the port "%s"', async (port) => {
    const { code, err } = await mdgl('site', site(), `--port=${port}`);
    expect([code, err]).toEqual([2, `mdgl: option '--port <number>' argument '${port}' is invalid. It must be a whole number from 0 to `
      + '65535; see mdgl site --help\n']);
  });

  it('refuses a port that another program has', async () => {
    const port = await listening(createServer());
    expect(await mdgl('site', site(), '--port', String(port))).toEqual({
      code: 2, out: '', err: `mdgl: --port ${port}: is in use; allowed is a free one, and 0 finds one\n`,
    });
  });
});
