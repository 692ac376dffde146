import { join, resolve } from 'node:path';
import { InputError } from '../../core/errors';
import { checkOutFolder, isFolder, makeOutFolder } from '../files/out-folder';
import { checkOutName } from '../files/out-name';
import { orRefused, writeAtomic } from '../files/write-atomic';
import { renderPdf } from './pdf';
import { renderPng } from './png';

/** Files of a figure by extension. */
type Contents = Readonly<Record<string, string | Buffer>>;

/** Draws an SVG for print: as svg, png (300 dpi) and pdf, whose title is the name. */
export async function printFiles(name: string, svg: string, widthMm: number): Promise<Contents> {
  return { svg: `${svg}\n`, png: await renderPng(svg, widthMm), pdf: await renderPdf(svg, widthMm, name) };
}

/**
 * Refuses, before any work is done, names and folders that could not be written.
 * @param out folder to write into; it may be missing if its parent exists
 * @param name of the files, without extension
 * @param from folder with the data, whose `runs.csv` must not be written over
 * @throws InputError naming the folder or the name, and what is allowed
 */
export function checkTargets(out: string, name: string, from: string): void {
  if (!/^\w[\w.-]*$/.test(name)) {
    throw new InputError(`name ${JSON.stringify(name)}; allowed are letters, digits, "_", "-" and ".", without a folder`);
  }
  checkOutName(name);
  if (name === 'runs' && resolve(out) === resolve(from)) {
    throw new InputError(`name "runs" in ${out} would write over the data; allowed is another name or folder`);
  }
  checkOutFolder(out);
}

/**
 * Writes `out/name.extension` for each content, every file as a whole or not at all.
 * @returns the paths, in the order of `contents`
 * @throws InputError naming the file that must not be written; the system's error if the disk is full
 */
export function writeAll(out: string, name: string, contents: Contents): string[] {
  const paths = Object.entries(contents).map(([extension, content]) => [join(out, `${name}.${extension}`), content] as const);
  for (const [path] of paths) {
    if (isFolder(path)) throw new InputError(`${path}: is a folder; allowed is a file to write over`);
  }
  makeOutFolder(out);
  for (const [path, content] of paths) orRefused(path, () => writeAtomic(path, content));
  return paths.map(([path]) => path);
}
