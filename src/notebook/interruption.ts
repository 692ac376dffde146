import type { Interruption } from '../core/platform';
import { cellWriter, type CellWriter } from './cell';

/** Cells that were interrupted. */
const interrupted = new WeakSet<CellWriter>();
let listening = false;

/**
 * Listens for the interrupt of a notebook's kernel: it ends the cell that waits, but nothing behind it, so a loop must end
 * itself. What an interrupted cell begins afterwards, such as the next of several runs, ends too.
 * Elsewhere nothing is listened for: a program decides by itself what Ctrl-C does.
 */
export async function listenForInterrupt(): Promise<Interruption> {
  const cell = cellWriter();
  if (!cell) return { throwIfInterrupted() {} };
  // A cell's synchronous part has listeners of its own taken away around it, so wait until it is over.
  await null;
  if (!listening) process.on('SIGINT', () => { interrupted.add(cellWriter()!); });
  listening = true;
  return { throwIfInterrupted() { if (interrupted.has(cell)) throw new Error('interrupted'); } };
}
