import { InputError } from '../../errors';
import type { Network } from '../../network/network';
import type { Batch, Lesson } from '../engine';
import { CHUNK, LANES, simulateBytes, sweepBytes } from '../kernel/sizes';

/** What the size of the engine's memory depends on. */
export interface Size extends Pick<Network, 'inputs' | 'neurons' | 'outputs' | 'delaySteps'> {
  readonly steps: number;
  /** Trials of the batch. */
  readonly trials: number;
  readonly workers: number;
  /** Whether an online rule runs, which needs ψ̄. */
  readonly online: boolean;
  /** ψ of more chunks than fit in this many bytes is not kept: the forward pass then runs twice. By default 1 GiB. */
  readonly budget?: number;
}

/** Returns the size of a batch. */
export function sizeOf({ network, steps, count, rule }: Sized, workers: number, budget?: number): Size {
  const { inputs, neurons, outputs, delaySteps } = network;
  return { inputs, neurons, outputs, delaySteps, steps, trials: count, workers, online: rule?.online ?? false, budget };
}

type Sized = Pick<Batch, 'network' | 'steps' | 'count'> & Partial<Pick<Lesson, 'rule'>>;

/** Addresses of what is kept of one chunk from its forward pass to its sweep. */
export type Slot = Readonly<Record<'events' | 'offsets' | 'psi' | 'logits' | 'error' | 'counts' | 'rateError' | 'gradients', number>>;

/** Addresses of one worker's own memory. */
export type Workspace = Readonly<Record<'workspace' | 'scratch' | 'sums' | 'psiBar', number>>;

/** Where everything lies in the engine's memory, in bytes. */
export type Layout = ReturnType<typeof layoutOf>;

/** Channels that a 16-bit event can name. */
export const MOST_CHANNELS = 4096;
/** What WebAssembly can address. */
export const MOST_BYTES = 2 ** 32;

/**
 * Lays out the engine's memory: fixed parts, each worker's own, and as many slots as fit the budget.
 * Its size is proportional to trials in flight × steps × neurons, never steps × neurons².
 * @throws InputError if not even one chunk a worker fits
 */
export function layoutOf(size: Size) {
  const { inputs, neurons, outputs, steps, delaySteps, trials, workers, online, budget = 2 ** 30 } = size;
  for (const [name, channels] of Object.entries({ inputs, neurons })) {
    if (channels <= MOST_CHANNELS) continue;
    throw new InputError(
      `${channels} ${name} are too many for the wasm engine, which takes up to ${MOST_CHANNELS}; use --engine reference`
    );
  }
  let end = 64;
  const take = (bytes: number): number => {
    const address = end;
    end += Math.ceil(bytes / LANES) * LANES;
    return address;
  };
  const matrix = (rows: number, columns: number) => take(4 * (rows + 1) + 8 * rows * columns);
  const sums = (inputs + neurons) * neurons + (neurons + 1) * outputs;
  const row = LANES * neurons;
  const slot = (): Slot => ({
    events: take(2 * steps * neurons),
    offsets: take(4 * (steps + 1)),
    psi: take(steps * row),
    logits: take(steps * LANES * outputs),
    error: take(steps * LANES * outputs),
    counts: take(row),
    rateError: take(row),
    gradients: take(4 * sums),
  });
  /** Read by all workers; called as in kernel/settings.ts. */
  const arrays = {
    constants: take(row),
    groupEnds: take(4 * neurons),
    bias: take(4 * outputs),
    inputWeights: matrix(inputs, neurons),
    recurrentWeights: matrix(neurons, neurons),
    outputWeights: matrix(neurons, outputs),
    feedback: matrix(neurons, outputs),
    modulation: matrix(neurons, neurons),
    inputPlaces: matrix(inputs, neurons),
    recurrentPlaces: matrix(neurons, neurons),
  };
  const workspaces: readonly Workspace[] = Array.from({ length: workers }, () => ({
    workspace: take(Math.max(simulateBytes(neurons, outputs), sweepBytes(neurons, outputs, delaySteps))),
    scratch: take(LANES),
    sums: take(LANES * sums),
    psiBar: online ? take(steps * row) : 0,
  }));
  const chunks = Math.ceil(trials / CHUNK);
  const slots = [slot()];
  const slotBytes = end - slots[0].events;
  const fitting = Math.max(workers, Math.floor(budget / slotBytes));
  while (slots.length < Math.min(chunks, fitting)) slots.push(slot());
  if (end >= MOST_BYTES) {
    const needed = `${workers} workers on trials of ${steps} steps and ${neurons} neurons need ${end} bytes`;
    throw new InputError(`${needed}, at most ${MOST_BYTES} can be had; use fewer workers or shorter trials`);
  }
  return {
    arrays,
    workspaces,
    /** One a chunk where the whole batch fits; fewer where it does not. */
    slots: slots as readonly Slot[],
    chunks,
    /** From here on the input events of all chunks; this part grows. */
    inputEvents: end,
  };
}

/** Tells whether ψ of the whole batch is kept; if not, a rule with firing-rate regularisation runs the forward pass twice. */
export function keepsBatch({ slots, chunks }: Pick<Layout, 'slots' | 'chunks'>): boolean {
  return slots.length === chunks;
}
