// @ts-check
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { LOCALHOST } from '../lib/ports.mjs';
import { ROOT } from '../lib/project.mjs';

/**
 * Serves folders, each below a path of its own, and takes one report.
 * @param {Readonly<Record<string, string>>} folders by path, with / at both ends
 */
export async function serve(folders) {
  const { serveFolder } = createRequire(import.meta.url)(join(ROOT, 'dist', 'node', 'serve-folder.js'));
  const servers = Object.entries(folders).map(([path, folder]) => ({ path, server: serveFolder(folder) }));
  /** @type {(report: object) => void} */
  let take;
  /** @type {Promise<object>} */
  const report = new Promise((resolve) => { take = resolve; });
  const server = createServer(async (request, response) => {
    const { url = '' } = request;
    const below = servers.find(({ path }) => url.startsWith(path));
    if (request.method === 'POST' && url === '/report') {
      take(/** @type {object} */ (await json(request)));
      response.end();
    } else if (below) {
      request.url = url.slice(below.path.length - 1);
      below.server.emit('request', request, response);
    } else response.writeHead(404).end();
  });
  server.listen(0, LOCALHOST);
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://${LOCALHOST}:${port}`, report, close };
}
