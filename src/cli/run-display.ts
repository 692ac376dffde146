import { MultiBar, type SingleBar } from 'cli-progress';
import type { CurvePoint } from '../core/training/train';

/** Shows on stderr how runs are doing: bars on a terminal, else a line now and then. */
export interface RunDisplay {
  began(name: string, iteration: number): void;
  progressed(name: string, iteration: number, point?: CurvePoint): void;
  /**
   * @param how complete, stopped or failed
   * @param further what to say after the run's last result
   */
  ended(name: string, how: string, further?: string): void;
  /** A line beside those of the runs. */
  note(text: string): void;
  close(): void;
}

/**
 * Begins to show runs.
 * @param iterations of each
 */
export function runDisplay(iterations: number): RunDisplay {
  // The reader of a pipe may go; training goes on.
  process.stderr.off('error', ignore).on('error', ignore);
  return process.stderr.isTTY ? bars(iterations) : lines(iterations);
}

function bars(iterations: number): RunDisplay {
  const format = '{name} {bar} {iteration}/{total} {result} {left}';
  const look = { format, barsize: 24, hideCursor: true, clearOnComplete: true };
  const multi = new MultiBar({ ...look, stream: process.stderr, gracefulExit: false });
  const shown = new Map<string, { bar: SingleBar; left: (iteration: number) => string; result: string }>();
  const note = (text: string) => {
    multi.log(`${text}\n`);
    multi.update();
  };
  return {
    began(name, iteration) {
      const bar = multi.create(iterations, iteration, { name, iteration, result: '', left: '' });
      shown.set(name, { bar, left: timeLeft(iterations), result: '' });
    },
    progressed(name, iteration, point) {
      const run = shown.get(name)!;
      run.result = resultOf(point);
      run.bar.update(iteration, { iteration, result: run.result, left: run.left(iteration) });
    },
    ended(name, how, further = '') {
      const { bar, result } = shown.get(name)!;
      multi.remove(bar);
      note(`${name}: ${inOneLine(how, result)}${further}`);
    },
    note,
    close: () => multi.stop(),
  };
}

/** Says a line of a run every ten seconds or tenth of it, but at most one a second. */
function lines(iterations: number): RunDisplay {
  const shown = new Map<string, { said: number; tenth: number; left: (iteration: number) => string; result: string }>();
  const tenthOf = (iteration: number) => Math.floor(10 * iteration / iterations);
  return {
    began(name, iteration) {
      shown.set(name, { said: performance.now(), tenth: tenthOf(iteration), left: timeLeft(iterations), result: '' });
      say(`${name}: training`);
    },
    progressed(name, iteration, point) {
      const last = shown.get(name)!;
      const left = last.left(iteration);
      last.result = resultOf(point);
      const since = performance.now() - last.said;
      if (since < 1000 || (since < 10_000 && tenthOf(iteration) === last.tenth)) return;
      Object.assign(last, { said: performance.now(), tenth: tenthOf(iteration) });
      say(`${name}: ${inOneLine(`iteration ${iteration} of ${iterations}`, last.result, left)}`);
    },
    ended: (name, how, further = '') => say(`${name}: ${inOneLine(how, shown.get(name)!.result)}${further}`),
    note: say,
    close: () => {},
  };
}

function inOneLine(...parts: string[]): string {
  return parts.filter(Boolean).join(', ');
}

/** Writes a line to stderr. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Says a result, such as `loss 0.0723, accuracy 0.984`. */
function resultOf(point?: CurvePoint): string {
  if (!point) return '';
  const { loss, accuracy } = point;
  return `loss ${loss.toFixed(4)}${accuracy === null ? '' : `, accuracy ${accuracy.toFixed(3)}`}`;
}

/** Begins the clock of a run; returns what says, by the iteration reached, how long it still needs: nothing the first time. */
function timeLeft(iterations: number): (iteration: number) => string {
  let first: { iteration: number; at: number } | undefined;
  return (iteration) => {
    first ??= { iteration, at: performance.now() };
    if (iteration === first.iteration) return '';
    return `${duration((iterations - iteration) * (performance.now() - first.at) / (iteration - first.iteration) / 1000)} left`;
  };
}

/**
 * Says a time in words.
 * @example duration(100) // '1 min 40 s'
 */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

function ignore(): void {}
