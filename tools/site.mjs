// @ts-check
/**
 * Builds the site: a folder of static files, which runs under any address and fetches nothing from elsewhere.
 *   npm run site
 */
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './lib/build.mjs';
import { ROOT } from './lib/project.mjs';
import { remove } from './lib/remove.mjs';
import { runTool } from './lib/tool-error.mjs';
import { buildApi, isApiFresh, TYPEDOC } from './site/api.mjs';
import { bundlePages } from './site/bundle.mjs';
import { writeLicenses } from './site/licenses.mjs';
import { buildNotebookPages } from './site/notebooks.mjs';
import { KATEX } from './site/pages/formulas.mjs';
import { writeZip } from './site/zip.mjs';

const SITE = join(ROOT, 'site');
const API = join(SITE, 'api');

await runTool(async () => {
  buildIfStale();
  const keepApi = isApiFresh(API);
  mkdirSync(SITE, { recursive: true });
  for (const name of readdirSync(SITE)) if (!(keepApi && name === 'api')) remove(join(SITE, name));
  const [packages] = await Promise.all([bundlePages(SITE), keepApi || buildApi(API)]);
  cpSync(join(ROOT, 'data'), join(SITE, 'data'), { recursive: true, filter: (file) => !file.endsWith('fresh') });
  buildNotebookPages(SITE);
  writeLicenses(SITE, [...packages, TYPEDOC, KATEX]);
  writeZip(SITE);
});
