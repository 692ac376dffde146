import type { CurvePoint, PresetName, Progress, TypeSignal } from 'mdgl/browser';
import type { Changes } from './changes';
import type { FromWorker, Report, Silence, Start, ToWorker, TrialPicture } from './messages';

/** What is trained. */
export interface Plan {
  readonly preset: PresetName;
  readonly changes: Changes;
  readonly rules: readonly string[];
  readonly seed: number;
  readonly iterations: number;
  readonly validateEvery: number;
}

/** One network in training, as the page knows it. */
export interface Trainee {
  readonly rule: string;
  readonly silence?: Silence;
  readonly curve: CurvePoint[];
  iteration: number;
  isDone: boolean;
  signals?: readonly TypeSignal[];
}

export interface Listener {
  /** Something has changed: curves, iteration, whether it plays. */
  readonly changed: () => void;
  readonly pictured: (picture: TrialPicture) => void;
  readonly failed: (message: string) => void;
}

/** All train so many iterations, then wait for one another; so they are paused at the same one. */
const STRIDE = 2;
/** A stride takes at least so long, ms: small networks would be done before they are seen. */
const PACE = 100;

interface Member extends Trainee {
  readonly worker: Worker;
  copied?: (progress: Progress) => void;
}

/** Trains each rule in a worker of its own, and beside them one with silent pairs. */
export class Training {
  isPlaying = false;
  /** Iteration up to which all have been told to train. */
  goal = 0;
  private members: Member[] = [];
  private shown?: string;
  private told = 0;
  /** Who waits for all to rest. */
  private readonly waiting: (() => void)[] = [];
  /** Whether all wait although it plays. */
  private isHeld = false;
  private timer?: ReturnType<typeof setTimeout>;

  constructor(readonly plan: Plan, private readonly listener: Listener) {
    for (const rule of plan.rules) this.add(this.startOf(rule));
  }

  get trainees(): readonly Trainee[] {
    return this.members;
  }

  /** The iteration that all have reached. */
  get iteration(): number {
    return Math.min(this.goal, ...this.members.map((member) => member.isDone ? Infinity : member.iteration));
  }

  get isDone(): boolean {
    return this.members.every(({ isDone }) => isDone);
  }

  /** Whether all wait. */
  get isResting(): boolean {
    return this.members.every((member) => member.isDone || (member.curve.length > 0 && member.iteration >= this.goal));
  }

  play(): void {
    this.isPlaying = !this.isDone;
    this.advance();
    this.listener.changed();
  }

  /** Rests as soon as all are at the same iteration. */
  pause(): void {
    this.isPlaying = false;
    const furthest = Math.max(...this.members.map(({ iteration }) => iteration));
    if (!this.isResting) this.tell(Math.min(this.goal, furthest + STRIDE));
    this.listener.changed();
  }

  /** Trains up to an iteration as fast as can be, and rests there. */
  goTo(iteration: number): void {
    this.isPlaying = false;
    this.tell(Math.min(iteration, this.plan.iterations));
    this.listener.changed();
  }

  /** Trains up to the next validation. */
  step(): void {
    const { validateEvery } = this.plan;
    if (this.isResting) this.goTo((Math.floor(this.goal / validateEvery) + 1) * validateEvery);
    else this.pause();
  }

  /** Asks for pictures of one rule's trials. */
  show(rule: string): void {
    this.shown = rule;
    for (const member of this.members) send(member, { shown: isOf(member, rule) });
  }

  /**
   * Trains one network more, in which pairs of cell types are silent; it replaces one that there was.
   * @param pairs sender>receiver, with commas between; none: it ends
   * @param from iteration; by default the one at which all are, or 0 if nothing would follow
   */
  async silence(rule: string, pairs: string, from?: number): Promise<Silence | undefined> {
    for (const member of this.members) if (member.silence) member.worker.terminate();
    this.members = this.members.filter((member) => !member.silence);
    if (pairs === '') {
      this.advance();
      return undefined;
    }
    this.isHeld = true;
    await this.rested();
    const origin = this.members.find((member) => isOf(member, rule))!;
    const silence = { pairs, from: from ?? (origin.isDone ? 0 : this.goal) };
    const progress = origin.iteration === silence.from && silence.from > 0 ? await copyOf(origin) : undefined;
    send(this.add({ ...this.startOf(rule), silence, progress }), { until: this.goal });
    this.isHeld = false;
    return silence;
  }

  /** Ends all workers. */
  end(): void {
    clearTimeout(this.timer);
    for (const { worker } of this.members) worker.terminate();
  }

  /** Waits until all rest, and for no longer than that. */
  private rested(): Promise<void> {
    return this.isResting ? Promise.resolve() : new Promise((resolve) => { this.waiting.push(resolve); });
  }

  private startOf(rule: string): Start {
    const { preset, changes, seed } = this.plan;
    return { preset, changes, seed, rule };
  }

  private add(start: Start): Member {
    const worker = new Worker(new URL('train-worker.ts', import.meta.url), { type: 'module' });
    const member: Member = { worker, rule: start.rule, silence: start.silence, curve: [], iteration: 0, isDone: false };
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.hear(member, data);
    worker.onerror = (event) => this.fail(member, event.message || 'a worker could not start');
    this.members.push(member);
    send(member, { start });
    return member;
  }

  private hear(member: Member, message: FromWorker): void {
    if (!this.members.includes(member)) return;
    if ('report' in message) this.take(member, message.report);
    if ('passed' in message) member.iteration = message.passed;
    if ('picture' in message && isOf(member, this.shown)) this.listener.pictured(message.picture);
    if ('progress' in message) member.copied?.(message.progress);
    if ('failed' in message) this.fail(member, message.failed);
    if (!('picture' in message)) this.listener.changed();
  }

  /** The others go on without it. */
  private fail(member: Member, message: string): void {
    member.isDone = true;
    this.listener.failed(`${member.rule}: ${message}`);
    this.goOn();
  }

  private take(member: Member, { iteration, points, isDone, signals }: Report): void {
    Object.assign(member, { iteration, isDone, signals });
    member.curve.push(...points);
    // Told to stop earlier, one may be further already: then all go there.
    if (iteration > this.goal) this.tell(iteration);
    this.goOn();
  }

  private goOn(): void {
    if (!this.isResting) return;
    this.waiting.splice(0).forEach((resolve) => resolve());
    if (this.isDone) this.isPlaying = false;
    this.advance();
  }

  /** Tells all to go on, if it plays: not before the last stride has taken its time. */
  private advance(): void {
    clearTimeout(this.timer);
    if (!this.isPlaying || this.isHeld || !this.isResting) return;
    const wait = this.told + PACE - performance.now();
    if (wait > 0) this.timer = setTimeout(() => this.advance(), wait);
    else this.tell(Math.min(this.goal + STRIDE, this.plan.iterations));
  }

  private tell(goal: number): void {
    this.goal = goal;
    this.told = performance.now();
    for (const member of this.members) send(member, { until: this.goal });
  }
}

function isOf(member: Trainee, rule?: string): boolean {
  return member.rule === rule && !member.silence;
}

function copyOf(member: Member): Promise<Progress> {
  return new Promise((resolve) => {
    member.copied = resolve;
    send(member, { copy: true });
  });
}

function send({ worker }: Member, message: ToWorker): void {
  worker.postMessage(message);
}
