import type { Report, Request } from './messages';

/** How long an interrupted cell may take before its kernel is ended, in ms. */
const PATIENCE_MS = 2000;
const BEGUN_ANEW = 'interrupted; it did not end by itself, so the kernel has begun anew and all names are gone: run the cells above again';
const NOT_LOADED = 'the kernel cannot be loaded: this browser is too old, or the connection broke off; load the page again';

/** The worker that runs a notebook's cells, one at a time; begun when the first one runs. */
export class Kernel {
  private worker?: Worker;
  private running?: { readonly cell: number; readonly end: (error?: string) => void };

  /** @param show gets what cells put out */
  constructor(private readonly show: (report: Exclude<Report, { kind: 'done' }>) => void) {}

  /** Runs a cell; returns what went wrong, if something did. */
  run(cell: number, source: string): Promise<string | undefined> {
    return new Promise((end) => {
      this.running = { cell, end };
      this.send({ kind: 'run', cell, source });
    });
  }

  /** Ends the cell that runs: it is asked to first, then its kernel is ended. */
  interrupt(): void {
    const { running, worker } = this;
    if (!running) return;
    this.send({ kind: 'interrupt' });
    setTimeout(() => {
      if (this.running === running && this.worker === worker) this.restart(BEGUN_ANEW);
    }, PATIENCE_MS);
  }

  /** Forgets all names. */
  restart(why = 'interrupted'): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.end(why);
  }

  private send(request: Request): void {
    this.worker ??= this.begin();
    this.worker.postMessage(request);
  }

  private begin(): Worker {
    const worker = new Worker(new URL('./kernel/worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Report>) => {
      if (data.kind === 'done') this.end(data.error);
      else this.show(data);
    });
    worker.addEventListener('error', () => this.restart(NOT_LOADED));
    worker.postMessage({ kind: 'start', base: document.baseURI } satisfies Request);
    return worker;
  }

  private end(error?: string): void {
    const { running } = this;
    this.running = undefined;
    running?.end(error);
  }
}
