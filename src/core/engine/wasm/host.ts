import type { Board, WaveJob } from './board';
import type { Layout, Workspace } from './layout';
import type { WasmMemory, WasmModule } from './webassembly';

/** What the wasm engine is given by the platform it runs on. */
export interface EngineHost {
  /** The compiled kernel: with `spawn` the one for shared memory, without the other. */
  readonly module: WasmModule;
  /** Starts a thread that helps; without it the engine works alone, and needs no SharedArrayBuffer. */
  readonly spawn?: (equipment: Equipment) => Helper;
  /** Threads that share a batch, the calling one included. */
  readonly workers: number;
}

/** What a helper thread is given when it starts. */
export interface Equipment {
  readonly module: WasmModule;
  readonly memory: WasmMemory;
  readonly board: Board['buffer'];
  readonly slots: Layout['slots'];
  readonly own: Workspace;
}

/** A thread that helps with the chunks of a batch. */
export interface Helper {
  /** Resolves when no chunk of the job is left for this helper; rejects if its thread ends before. */
  help(job: WaveJob): Promise<void>;
  close(): Promise<void>;
}
