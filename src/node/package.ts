import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of this package. */
export const packageFolder = join(__dirname, '..', '..');

/** Whether this code stands in a clone of the repository; the packed package lacks its scripts, notebooks and compilers. */
export const inClone: boolean = existsSync(join(packageFolder, 'tools'));

const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));

/** The versions of Node that this package has been tried with, such as `^24 || >=26`. */
export const nodeRange: string = manifest.engines.node;

/** Version of the package that opens windows, which a user installs by hand. */
export const nodeplotlibVersion: string = manifest.peerDependencies.nodeplotlib;

/** Returns a file that the build has made, such as a thread's. */
export function built(...path: string[]): string {
  return join(packageFolder, 'dist', ...path);
}
