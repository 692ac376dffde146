import type { Matrix } from './matrix';
import type { Raster } from './raster';

/** One trial: its input spikes, and what the readout shall say. */
export interface Trial {
  readonly input: Raster;
  readonly target: Target;
}

/** A class, judged at the last step by cross-entropy; or values [step][output], judged at every step by squared error. */
export type Target = { readonly class: number } | { readonly values: Matrix };
