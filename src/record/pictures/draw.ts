import { printFiles, writeAll } from '../../node/render/write-all';
import { renderSvg } from '../../plot/svg';
import type { Spec } from '../../plot/theme';
import { notebookWidthMm } from '../../plot/time-panels';
import { synapseQuantities, type Quantity } from '../quantities';
import type { Recording } from '../recording';
import { membraneSpec } from './membrane';
import { modulationSpec } from './modulation';
import { rasterSpec } from './raster';
import { synapseSpec } from './synapse';

/** A picture of a recording: the quantities that it takes, and how it is drawn. */
interface Picture {
  name: string;
  needs: readonly Quantity[];
  spec: (recording: Recording) => Spec;
}

const pictures: readonly Picture[] = [
  { name: 'raster', needs: ['spikes'], spec: rasterSpec },
  { name: 'membrane', needs: ['membrane', 'threshold'], spec: membraneSpec },
  { name: 'synapse', needs: synapseQuantities, spec: synapseSpec },
  { name: 'modulation', needs: ['modulatorySignal'], spec: modulationSpec },
];

/**
 * Finds the pictures that can be drawn of a recording with these quantities.
 * @example drawableOf(['spikes', 'membrane']) // ['raster']
 */
export function drawableOf(what: readonly Quantity[]): string[] {
  return pictures.filter(({ needs }) => needs.every((quantity) => what.includes(quantity))).map(({ name }) => name);
}

/** What each picture takes, in words. */
export const pictureNeeds = pictures.map(({ name, needs }) => `${name} (${needs.join(', ')})`).join('; ');

/**
 * Draws whatever can be drawn of a recording, of its first trial, into a folder: NAME.svg, .png (300 dpi), .pdf and .vl.json
 * (the Vega-Lite specification) each. Everything is made before anything is written.
 * @param out folder, made if its parent exists
 * @returns the paths of the files
 * @throws InputError if something cannot be written
 * @example await drawRecording(recording, 'pictures') // paths: pictures/raster.svg and more
 */
export async function drawRecording(recording: Recording, out: string): Promise<string[]> {
  const drawable = drawableOf(Object.keys(recording.arrays) as Quantity[]);
  const wanted = pictures.filter(({ name }) => drawable.includes(name));
  const drawn = await Promise.all(wanted.map(async ({ name, spec: specOf }) => {
    const spec = specOf(recording);
    const files = await printFiles(name, await renderSvg(spec, notebookWidthMm), notebookWidthMm);
    return { name, contents: { ...files, 'vl.json': `${JSON.stringify(spec)}\n` } };
  }));
  return drawn.flatMap(({ name, contents }) => writeAll(out, name, contents));
}
