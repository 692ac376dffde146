import { InputError } from '../../errors';
import { checkBatch } from '../batch';
import type { Batch, Engine, Lesson } from '../engine';
import { CHUNK } from '../kernel/sizes';
import type { EngineHost } from './host';
import { sizeOf } from './layout';
import type { Session } from './session';
import { Sessions } from './sessions';

/**
 * Makes the fast engine: float32 in WebAssembly SIMD, four trials side by side.
 * Its results depend neither on the number of workers nor on the machine. Calls are done one after the other.
 * @param budget bytes for ψ and spikes of a batch; one that needs more is done in waves. By default 1 GiB
 * @throws InputError for less than one worker
 */
export function wasmEngine({ module, spawn, workers, budget }: EngineHost & { readonly budget?: number }): Engine {
  if (!Number.isInteger(workers) || workers < 1) throw new InputError(`workers is ${workers}, must be an integer, at least 1`);
  const threads = spawn ? workers : 1;
  let sessions: Sessions | undefined = new Sessions({ module, spawn });
  let last: Promise<unknown> = Promise.resolve();

  const run = async <T>(batch: Batch & Partial<Lesson>, work: (session: Session) => Promise<T>): Promise<T> => {
    const open = sessions;
    if (!open) throw new Error('this engine is closed');
    checkBatch(batch);
    const session = open.of(sizeOf(batch, Math.min(threads, Math.ceil(batch.count / CHUNK)), budget));
    try {
      return await work(session);
    } catch (error) {
      await open.drop(session);
      throw error;
    }
  };
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const result = last.then(job);
    last = result.catch(() => {});
    return result;
  };
  return {
    name: 'wasm',
    evaluate: (batch) => inTurn(() => run(batch, (session) => session.evaluate(batch))),
    learn: (lesson) => inTurn(() => run(lesson, (session) => session.learn(lesson))),
    async close() {
      const closing = sessions?.close();
      sessions = undefined;
      await closing;
    },
  };
}
