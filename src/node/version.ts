import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const manifest = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8'));

/** Version of this package. */
export const version: string = manifest.version;

/** The versions of Node that this package has been tried with, such as `^24 || >=26`. */
export const nodeRange: string = manifest.engines.node;

/** Version of the package that opens windows, which a user installs by hand. */
export const nodeplotlibVersion: string = manifest.peerDependencies.nodeplotlib;
