import { availableParallelism } from 'node:os';
import { InputError } from '../../errors';
import { checkBatch } from '../batch';
import type { Batch, Engine, Lesson } from '../engine';
import { compileKernel } from './kernel';
import { CHUNK } from './layout';
import type { Session } from './session';
import { Sessions } from './sessions';

/**
 * The fast engine: float32 in WebAssembly SIMD, four trials side by side.
 * Its results depend neither on the number of workers nor on the machine. Calls are done one after the other.
 * @param workers threads that share a batch, the calling one included
 * @param budget bytes for ψ and spikes of a batch; one that needs more is done in waves. By default 1 GiB
 * @throws InputError for less than one worker, or where WebAssembly SIMD and threads cannot be had
 */
export function wasmEngine({ workers = availableParallelism(), budget }: { workers?: number; budget?: number } = {}): Engine {
  if (!Number.isInteger(workers) || workers < 1) throw new InputError(`workers is ${workers}, must be an integer, at least 1`);
  let sessions: Sessions | undefined = new Sessions(compileKernel());
  let last: Promise<unknown> = Promise.resolve();

  const run = async <T>(batch: Batch & Partial<Lesson>, work: (session: Session) => Promise<T>): Promise<T> => {
    const open = sessions;
    if (!open) throw new Error('this engine is closed');
    checkBatch(batch);
    const { network: { inputs, neurons, outputs, delaySteps }, steps, count } = batch;
    const session = open.of({
      inputs, neurons, outputs, delaySteps, steps, trials: count,
      workers: Math.min(workers, Math.ceil(count / CHUNK)), online: batch.rule?.online ?? false, budget,
    });
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
