import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Job } from '../../core/engine/wasm/board';
import type { Layout, Workspace } from '../../core/engine/wasm/layout';

/** What a helper thread is given when it starts. */
export interface Equipment {
  readonly compiled: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly board: SharedArrayBuffer;
  readonly slots: Layout['slots'];
  readonly own: Workspace;
}

/** A thread that helps with the chunks of a batch. */
export class Helper {
  private readonly thread: Worker;
  private pending?: { resolve: () => void; reject: (reason: Error) => void };
  private lost?: Error;

  constructor(equipment: Equipment) {
    this.thread = new Worker(join(__dirname, '..', '..', 'dist', 'engine', 'helper-thread.js'), { workerData: equipment });
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
  help(job: Job): Promise<void> {
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
