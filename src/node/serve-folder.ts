import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { basename, extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** What browsers must be told of a file, or they refuse it or show it wrong. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.json': 'application/json',
  '.ipynb': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.zip': 'application/zip',
};

/** Makes a server of the files in a folder, and of nothing else. */
export function serveFolder(folder: string): Server {
  return createServer((request, response) => {
    answer(resolve(folder), request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else response.writeHead(404, { 'Content-Type': TYPES['.txt'] }).end('not found\n');
    });
  });
}

/** @throws Error if there is no such file */
async function answer(folder: string, { method = '', url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!['GET', 'HEAD'].includes(method)) return void response.writeHead(405, { Allow: 'GET, HEAD' }).end();
  const place = join(folder, decodeURIComponent(new URL(`http://localhost${url}`).pathname));
  if (!place.startsWith(folder + sep)) throw new Error(`${url} is outside`);
  const isFolder = (await stat(place)).isDirectory();
  // Relative addresses in a folder's page count from behind its slash.
  if (isFolder && !place.endsWith(sep)) {
    return void response.writeHead(301, { Location: `${encodeURIComponent(basename(place))}/` }).end();
  }
  const file = isFolder ? join(place, 'index.html') : place;
  const { size } = await stat(file);
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Content-Length': size, 'Cache-Control': 'no-cache',
  });
  await pipeline(createReadStream(file), response);
}
