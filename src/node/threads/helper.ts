import { Worker } from 'node:worker_threads';
import type { WaveJob } from '../../core/engine/wasm/board';
import type { Equipment, Helper } from '../../core/engine/wasm/host';
import { built } from '../package';

/** Starts a helper thread of the wasm engine. */
export function spawnHelper(equipment: Equipment): Helper {
  return new HelperThread(equipment);
}

/** A helper of the wasm engine in a thread of its own. */
export class HelperThread implements Helper {
  private readonly thread: Worker;
  private pending?: { resolve: () => void; reject: (reason: Error) => void };
  private lost?: Error;

  constructor(equipment: Equipment) {
    this.thread = new Worker(built('node', 'threads', 'helper-thread.js'), { workerData: equipment });
    this.thread.unref();
    this.thread.on('message', () => {
      this.thread.unref();
      this.pending?.resolve();
      this.pending = undefined;
    });
    this.thread.on('error', (error) => this.lose(new Error(`a worker of the wasm engine failed (${error.message})`, { cause: error })));
    this.thread.on('exit', (code) => this.lose(new Error(`a worker of the wasm engine ended (exit code ${code})`)));
  }

  /** Resolves when no chunk of the job is left for this helper; rejects if its thread ends before. */
  help(job: WaveJob): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.lost) return reject(this.lost);
      this.pending = { resolve, reject };
      this.thread.ref();
      this.thread.postMessage(job);
    });
  }

  async close(): Promise<void> {
    this.lost ??= new Error('this engine is closed');
    await this.thread.terminate();
  }

  private lose(error: Error): void {
    this.lost ??= error;
    this.pending?.reject(this.lost);
    this.pending = undefined;
  }
}
