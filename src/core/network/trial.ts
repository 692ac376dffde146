import type { Matrix } from './matrix';
import type { Raster } from './raster';

/** One trial: its input spikes, and what the readout shall say. */
export interface Trial {
  readonly input: Raster;
  readonly target: Target;
}

/** What the readout shall say, and how that is judged. */
export type Target =
  /** A class, by cross-entropy at each of the last steps (by default the last one). */
  | { readonly class: number; readonly lastSteps?: number }
  /** Classes one after the other, each by the cross-entropy of the mean logits of its window. */
  | { readonly windows: readonly JudgedWindow[] }
  /** Values [step][output] at every step, by the squared error: the mean over steps and outputs (by default), half of it or of the sum. */
  | { readonly values: Matrix; readonly squared?: 'mean' | 'half mean' | 'half sum' };

/** Steps from … to − 1, in which the readout shall say a class. */
export interface JudgedWindow {
  readonly class: number;
  readonly from: number;
  readonly to: number;
}
