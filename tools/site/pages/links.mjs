// @ts-check
import { posix } from 'node:path';

/**
 * Where a file of the repository stands on the site; undefined if it is not there.
 * @param {string} file relative to the repository, with `/`
 */
export function addressOf(file) {
  if (file === 'README.md') return 'readme.html';
  if (file === 'notebooks/TEACHING.md') return 'teaching.html';
  if (/^notebooks\/[^/]+\.ipynb$/.test(file)) return file.replace(/\.ipynb$/, '.html');
  return /^(figures\/[^/]+\.(png|svg|pdf)|data\/.+\.(csv|json|npz))$/.test(file) ? file : undefined;
}

/**
 * Rewrites a link of a file of the repository for its page: other pages of the site by their relative address, other sites as they are.
 * @param {string} href as the file has it
 * @param {string} file relative to the repository
 * @param {string} [source] address of the repository on the web
 * @returns {string | undefined} undefined if it leads to what the site does not have
 */
export function rewritten(href, file, source) {
  if (/^[a-z]+:|^#/i.test(href)) return href;
  const [path, anchor] = href.split('#');
  const target = posix.join(posix.dirname(file), decodeURIComponent(path));
  const address = addressOf(target);
  if (!address) return source && `${source}/blob/HEAD/${target}`;
  const relative = posix.relative(posix.dirname(/** @type {string} */ (addressOf(file))), address);
  return anchor ? `${relative}#${anchor}` : relative;
}
