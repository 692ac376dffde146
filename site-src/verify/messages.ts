import type { CurvePoint, Settings } from 'mdgl/browser';

/** A stored run, to be trained anew. */
export interface StoredRun {
  readonly settings: Settings;
  readonly rule: string;
  readonly seed: number;
  readonly feedback: string;
}

/** What the page tells its worker: which run, once, and how far to train; less than what is reached is to rest. */
export type ToWorker = { readonly run: StoredRun } | { readonly goal: number };

/** What the worker says: how far it is, with a point where there is one, or why it cannot go on. */
export type FromWorker = { readonly iteration: number; readonly point?: CurvePoint } | { readonly failed: string };
