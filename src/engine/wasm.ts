import { availableParallelism } from 'node:os';
import type { Batch, Engine } from './engine';
import { compileKernel } from './kernel';
import { CHUNK, type Size } from './layout';
import { Session } from './session';

/**
 * The fast engine: float32 in WebAssembly SIMD, four trials side by side.
 * Its results depend neither on the number of workers nor on the machine.
 * @param workers threads that share a batch, the calling one included
 * @throws Error where WebAssembly SIMD and threads cannot be had
 */
export function wasmEngine({ workers = availableParallelism() }: { workers?: number } = {}): Engine {
  const module = compileKernel();
  const sessions = new Map<string, Session>();
  const sessionFor = ({ network: { inputs, neurons, outputs, delaySteps }, steps, count }: Batch, online: boolean): Session => {
    const size: Size = { inputs, neurons, outputs, delaySteps, steps, trials: count, workers: Math.min(workers, Math.ceil(count / CHUNK)), online };
    const key = JSON.stringify(size);
    const session = sessions.get(key) ?? new Session(module, size);
    sessions.set(key, session);
    return session;
  };
  return {
    name: 'wasm',
    evaluate: (batch) => sessionFor(batch, false).evaluate(batch),
    learn: (lesson) => sessionFor(lesson, lesson.rule.online ?? false).learn(lesson),
    close: async () => {
      await Promise.all([...sessions.values()].map((session) => session.close()));
      sessions.clear();
    },
  };
}
