// @ts-check
import { createServer } from 'node:net';

export const LOCALHOST = '127.0.0.1';

/** Whether a program here could listen on a port. @param {number} port @returns {Promise<boolean>} */
export function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: LOCALHOST, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** The first free port from one on. @param {number} from @param {(port: number) => Promise<boolean>} [free] */
export async function freePort(from, free = isFree) {
  for (let port = from; port < from + 100; port++) if (await free(port)) return port;
  throw new Error(`no free port between ${from} and ${from + 99}`);
}
