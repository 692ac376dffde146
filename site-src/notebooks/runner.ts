import type { Cell } from './cell';
import { Kernel } from './kernel-client';

/** Runs cells one after the other, in the order in which they were asked for. */
export class Runner {
  private readonly kernel = new Kernel((report) => this.cells[report.cell].outputs.add(report));
  private queue: Cell[] = [];
  /** Until nothing runs any more. */
  private work?: Promise<void>;

  /** @param say tells the reader how far it is */
  constructor(private readonly cells: readonly Cell[], private readonly say: (text: string, isRunning: boolean) => void) {}

  /** Runs these once those before them are done; after an error the rest does not run. */
  run(cells: readonly Cell[]): void {
    for (const cell of cells) {
      if (this.queue.includes(cell)) continue;
      this.queue.push(cell);
      cell.say('waits', 'running');
    }
    this.work ??= this.runAll().finally(() => { this.work = undefined; });
  }

  /** Ends what runs, and lets nothing begin after it. */
  stop(): void {
    this.clear();
    this.kernel.interrupt();
  }

  /** Ends what runs and forgets all names. */
  async restart(): Promise<void> {
    this.clear();
    this.kernel.restart();
    await this.work;
  }

  private async runAll(): Promise<void> {
    while (this.queue.length > 0) await this.runOne(this.queue.shift()!);
  }

  private clear(): void {
    for (const cell of this.queue) cell.say('');
    this.queue = [];
  }

  private async runOne(cell: Cell): Promise<void> {
    const number = this.cells.indexOf(cell);
    const place = `${number + 1} of ${this.cells.length}`;
    const start = performance.now();
    const seconds = () => (performance.now() - start) / 1000;
    const progress = () => cell.say(seconds() < 1 ? 'runs' : `runs, ${Math.floor(seconds())} s`, 'running');
    progress();
    this.say(`Cell ${place} runs`, true);
    const timer = setInterval(progress, 1000);
    cell.outputs.begin();
    const error = await this.kernel.run(number, cell.source);
    clearInterval(timer);
    cell.outputs.end(error);
    if (error === undefined) {
      cell.say(`done in ${seconds().toFixed(1)} s`);
    } else {
      this.clear();
      cell.say(`ended after ${seconds().toFixed(1)} s`, 'failed');
    }
    this.say(error === undefined ? `Cell ${place} is done` : `Cell ${place}: ${error}`, this.queue.length > 0);
  }
}
