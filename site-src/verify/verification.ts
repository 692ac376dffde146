import type { CurvePoint } from 'mdgl/browser';
import { differenceOf } from '../../src/studies/figure3c/difference';
import type { Choice } from './address';
import type { FromWorker, ToWorker } from './messages';
import type { Stored } from './stored';

/** Trains one stored run anew in a worker, and compares each point with the stored one. */
export class Verification {
  isRunning = false;
  iteration = 0;
  /** Iteration up to which to compare. */
  goal = 0;
  /** Points that are equal to the stored ones. */
  readonly equal: CurvePoint[] = [];
  /** The first difference, in words; nothing is trained after it. */
  difference?: string;
  /** Why nothing can be trained. */
  problem?: string;
  private readonly worker = new Worker(new URL('train-worker.ts', import.meta.url), { type: 'module' });

  /** @param changed is called when anything of this has changed */
  constructor(private readonly stored: Stored, readonly rule: string, readonly seed: number, private readonly changed: () => void) {
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.hear(data);
    this.worker.onerror = (event) => this.fail(event.message || 'it could not start its worker');
    const { settings, feedback } = stored;
    this.send({ run: { settings, rule, seed, feedback: feedback[rule] } });
  }

  get isOver(): boolean {
    return this.difference !== undefined || this.problem !== undefined;
  }

  get isEqual(): boolean {
    return !this.isOver && (this.equal.at(-1)?.iteration ?? -1) >= this.goal;
  }

  isOf({ rule, seed }: Choice): boolean {
    return rule === this.rule && seed === this.seed;
  }

  /** Trains up to an iteration, from where it is. */
  goTo(goal: number): void {
    this.goal = goal;
    this.isRunning = !this.isOver && !this.isEqual;
    if (this.isRunning) this.send({ goal });
    this.changed();
  }

  /** Rests; what was trained is kept. */
  stop(): void {
    this.isRunning = false;
    this.send({ goal: -1 });
    this.changed();
  }

  end(): void {
    this.isRunning = false;
    this.worker.terminate();
  }

  private hear(message: FromWorker): void {
    if ('failed' in message) return this.fail(message.failed);
    this.iteration = message.iteration;
    if (message.point) this.compare(message.point);
    this.changed();
  }

  private compare(point: CurvePoint): void {
    const stored = this.stored.points.find(({ rule, seed, iteration }) =>
      rule === this.rule && seed === this.seed && iteration === point.iteration);
    this.difference = differenceOf(stored, point);
    if (this.difference === undefined) this.equal.push(point);
    if (this.isOver) this.end();
    else if (this.isEqual) this.isRunning = false;
  }

  private fail(problem: string): void {
    this.problem = problem;
    this.end();
    this.changed();
  }

  private send(message: ToWorker): void {
    this.worker.postMessage(message);
  }
}
