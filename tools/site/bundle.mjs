// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { KERNEL_TEXT } from '../lib/build.mjs';
import { ROOT } from '../lib/project.mjs';
import { firstPage } from './first-page.mjs';
import { standIns } from './stand-ins.mjs';

const SOURCES = join(ROOT, 'site-src');
/** Pages that vite makes; the template of the notebooks' pages is filled in afterwards. */
const PAGES = ['index.html', 'verify.html', join('notebooks', 'template.html')];

/**
 * Bundles pages and their workers, from the library's sources: what a page does not use stays out.
 * @param {string} out the folder, made and emptied
 * @param {string} [root] where the sources are
 * @param {readonly string[]} [pages] names in there
 * @returns {Promise<ReadonlySet<string>>} folders of the packages that went in
 */
export async function bundlePages(out, root = SOURCES, pages = PAGES) {
  /** @type {Set<string>} */
  const packages = new Set();
  const plugins = () => [{ name: 'packages', generateBundle: note }];
  /** @param {unknown} _ @param {Readonly<Record<string, { moduleIds?: readonly string[] }>>} bundle */
  function note(_, bundle) {
    for (const { moduleIds = [] } of Object.values(bundle)) for (const id of moduleIds) addPackage(packages, id);
  }
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'warn',
    plugins: [...plugins(), firstPage()],
    worker: { format: 'es', plugins: () => [...plugins(), standIns()] },
    resolve: {
      alias: [
        { find: /^mdgl\/browser$/, replacement: join(ROOT, 'src', 'browser.ts') },
        { find: /^\.\/kernel-base64$/, replacement: KERNEL_TEXT },
      ],
    },
    build: {
      outDir: out,
      emptyOutDir: false,
      modulePreload: { polyfill: false },
      // Vega alone is larger than what vite warns of.
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: pages.map((page) => join(root, page)).filter((page) => existsSync(page)) },
    },
  });
  return packages;
}

/** Adds the folder of the package that a module is of, if it is of one. @param {Set<string>} packages @param {string} module */
function addPackage(packages, module) {
  const [folder] = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/?]+/.exec(module.replace('\0', '')) ?? [];
  if (folder) packages.add(folder);
}
