/** Whether a notebook's interrupt has come. */
export interface Interruption {
  /** @throws Error once it has come */
  throwIfInterrupted(): void;
  /** Stops listening. */
  end(): void;
}

/**
 * Listens for the interrupt of a notebook's kernel: it ends the cell that waits, but nothing behind it, so a loop must end
 * itself. Elsewhere nothing is listened for: a program decides by itself what Ctrl-C does.
 */
export async function listenForInterrupt(): Promise<Interruption> {
  let interrupted = false;
  const hear = () => { interrupted = true; };
  // A cell's synchronous part has listeners of its own taken away around it, so wait until it is over.
  await null;
  const isKernel = '__tslab__' in globalThis;
  if (isKernel) process.on('SIGINT', hear);
  return {
    throwIfInterrupted() { if (interrupted) throw new Error('interrupted'); },
    end() { process.off('SIGINT', hear); },
  };
}
