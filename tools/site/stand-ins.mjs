// @ts-check
/** What the notebooks' kernel puts in the place of Node and of the modules that need it. */
import { join } from 'node:path';
import { ROOT } from '../lib/project.mjs';

const STAND_INS = join(ROOT, 'site-src', 'notebooks', 'kernel', 'stand-ins');

/** Modules of Node's, and of src/, each by the file that stands in for it. */
const PLACES = {
  'node:fs': 'fs',
  'node:os': 'os',
  'node:path': 'path',
  'node:util': 'util',
  'node:v8': 'v8',
  'node:worker_threads': 'worker-threads',
  'node:zlib': 'zlib',
  'src/node/files/code-version.ts': 'code-version',
  'src/node/files/sha256.ts': 'sha256',
  'src/node/package.ts': 'package',
  'src/node/platform.ts': 'nothing',
  'src/notebook/cell.ts': 'cell',
  'src/notebook/show.ts': 'show',
  'src/tensorflow/backend.ts': 'backend',
};

/**
 * A plugin of vite's that puts them there; pages import none of them, so it changes nothing else.
 * @returns {import('vite').Plugin}
 */
export function standIns() {
  const places = new Map(Object.entries(PLACES).map(([from, to]) =>
    [from.startsWith('node:') ? from : join(ROOT, from), join(STAND_INS, `${to}.ts`)]));
  return {
    name: 'notebook-stand-ins',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (source.startsWith('node:')) return places.get(source);
      if (!source.startsWith('.') || importer?.startsWith(STAND_INS)) return undefined;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found && places.get(found.id);
    },
  };
}
