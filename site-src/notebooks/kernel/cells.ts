import type { Report } from '../messages';

/** A cell that runs, or ran. */
export interface Cell {
  readonly number: number;
  readonly report: (what: Report) => void;
}

/** How long an interrupted cell may take to end by itself, as training does at its next iteration, in ms. */
const GRACE_MS = 1500;

let current: Cell | undefined;
let giveUp: (error: Error) => void = () => {};
const interrupted = new WeakSet<Cell>();

/** Begins a cell. */
export function beginCell(cell: Cell): void {
  current = cell;
}

/** Returns the cell that runs now, or ran last. */
export function currentCell(): Cell | undefined {
  return current;
}

/** Tells whether a cell was interrupted. */
export function isInterrupted(cell: Cell): boolean {
  return interrupted.has(cell);
}

/** Interrupts the current cell: what trains in it ends, and if it still waits for something after a while, it is over all the same. */
export function interruptCell(): void {
  if (current) interrupted.add(current);
  const end = giveUp;
  setTimeout(() => end(new Error('interrupted')), GRACE_MS);
}

/** Fails when the current cell is interrupted and does not end. */
export function interruption(): Promise<never> {
  return new Promise((_, reject) => { giveUp = reject; });
}
