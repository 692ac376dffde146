import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { InputError } from '../core/errors';
import { packageFolder } from '../node/package';
import { serveFolder } from '../node/serve-folder';
import { onInterrupt } from './interrupt';

const HERE = '127.0.0.1';

export function addSite(program: Command): void {
  program.command('site')
    .description('serve the site (figure, training and notebooks in a page) from this machine, until Ctrl-C')
    .argument('[folder]', 'the site (default: site/ of this clone, which npm run site builds)')
    .option('--port <number>', '0 is any that is free', port, 8080)
    .option('--lan', 'to other machines in the same network too, such as a classroom')
    .addHelpText('after', `
Examples:
  mdgl site
  mdgl site --lan
  mdgl site unpacked/site --port 9000`)
    .action(serve);
}

function port(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
  return Number(text);
}

async function serve(folder: string | undefined, options: { readonly port: number; readonly lan?: true }): Promise<void> {
  const site = folder ?? join(packageFolder, 'site');
  if (!existsSync(join(site, 'index.html'))) {
    throw new InputError(`${site}: has no index.html, so there is no site; npm run site in a clone of the repository builds one`);
  }
  const server = serveFolder(site).listen(options.port, options.lan ? '0.0.0.0' : HERE);
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be had (${error.code})`;
    throw new InputError(`--port ${options.port}: ${why}; allowed is a free one, and 0 finds one`);
  });
  const { signal } = onInterrupt('the site is no longer served');
  const { port: found } = server.address() as AddressInfo;
  const hosts = [HERE, ...options.lan ? lanAddresses() : []];
  process.stdout.write(`The site is at ${hosts.map((host) => `http://${host}:${found}/`).join(' and ')} (Ctrl-C ends it)\n`);
  await once(signal, 'abort');
  server.close().closeAllConnections();
}

/** Returns the addresses by which others in the network reach this machine. */
function lanAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all = []) =>
    all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address)
  );
}
