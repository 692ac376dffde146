import type { CurvePoint, PresetName, Progress, TypeSignal } from 'mdgl/browser';
import type { Changes } from './changes';

/** What the page and a worker that trains say to one another. */

/** One run, in a worker of its own. */
export interface Start {
  readonly preset: PresetName;
  readonly changes: Changes;
  readonly rule: string;
  readonly seed: number;
  readonly silence?: Silence;
  /** Where to begin; by default at the beginning. */
  readonly progress?: Progress;
}

/** Pairs of cell types that fall silent, and when. */
export interface Silence {
  /** sender>receiver, with commas between. */
  readonly pairs: string;
  /** Iteration. */
  readonly from: number;
}

export type ToWorker =
  | { readonly start: Start }
  /** Train up to an iteration, and report. */
  | { readonly until: number }
  /** Whether reports hold a picture of the last validation; if so, send one now too. */
  | { readonly shown: boolean }
  /** Send a copy of the progress. */
  | { readonly copy: true };

export type FromWorker =
  | { readonly report: Report }
  /** On the way to the next report. */
  | { readonly passed: number }
  | { readonly picture: TrialPicture }
  | { readonly progress: Progress }
  | { readonly failed: string };

/** How far a run has come. */
export interface Report {
  readonly iteration: number;
  /** Validations since the last report. */
  readonly points: readonly CurvePoint[];
  /** Whether no updates follow. */
  readonly isDone: boolean;
  /** What cell types say to one another, if the rule lets them. */
  readonly signals?: readonly TypeSignal[];
}

/** A trial of the last validation. */
export interface TrialPicture {
  readonly rule: string;
  readonly iteration: number;
  readonly steps: number;
  /** From the top: each with its rows, as step and row, one after the other. */
  readonly groups: readonly SpikeGroup[];
  readonly cues: readonly { readonly label: string; readonly start: number; readonly end: number }[];
  /** Whether the network was right; undefined if the task has no classes. */
  readonly isRight?: boolean;
}

/** Neurons or inputs that belong together. */
export interface SpikeGroup {
  readonly label: string;
  /** Number of its cell type; none for inputs. */
  readonly type?: number;
  readonly rows: number;
  readonly spikes: Uint32Array;
}
