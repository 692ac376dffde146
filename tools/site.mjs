// @ts-check
/**
 * Builds the site, a folder of static files that needs no server of its own and fetches nothing from elsewhere.
 *   npm run site
 */
import { join } from 'node:path';
import { build } from 'vite';
import { buildIfStale } from './lib/build.mjs';
import { ROOT } from './lib/project.mjs';
import { runTool } from './lib/tool-error.mjs';

const SOURCES = join(ROOT, 'site-src');

await runTool(async () => {
  buildIfStale();
  await build({
    configFile: false,
    root: SOURCES,
    base: './',
    logLevel: 'warn',
    worker: { format: 'es' },
    build: {
      outDir: join(ROOT, 'site'),
      emptyOutDir: true,
      rolldownOptions: { input: ['index.html', 'verify.html'].map((page) => join(SOURCES, page)) },
    },
  });
});
