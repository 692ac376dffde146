// @ts-check
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';

export const ZIP = 'mdgl-site.zip';

/** Packs all of the site in one zip, which it also holds. @param {string} site */
export function writeZip(site) {
  const files = readdirSync(site, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const contents = Object.fromEntries(files.map(({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [`site/${relative(site, path).split(sep).join('/')}`, new Uint8Array(readFileSync(path))];
  }).filter(([name]) => name !== `site/${ZIP}`).sort());
  // One date, the first that a zip can hold: the same files make the same bytes.
  writeFileSync(join(site, ZIP), zipSync(contents, { mtime: '1980-01-01T12:00:00' }));
}
