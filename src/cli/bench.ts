import { availableParallelism, cpus } from 'node:os';
import { InvalidArgumentError, type Command } from 'commander';
import { bench } from './bench/bench';
import type { BenchCase, BenchResult } from './bench/measure';
import { engineNames } from '../core/engine';
import { InputError } from '../core/errors';
import { rules } from '../core/rules';
import { positiveInteger } from './options';

interface Options {
  readonly rules: readonly string[];
  readonly engines: readonly BenchCase['engine'][];
  readonly workers: readonly number[];
  readonly neurons: readonly number[];
  readonly steps: readonly number[];
  readonly trials: readonly number[];
  readonly json?: true;
}

const BENCH_RULES = [...rules.map((rule) => rule.id), 'own-g'];

export function addBench(program: Command): void {
  const everyWorker = [...new Set([1, availableParallelism()])];
  program.command('bench')
    .description('time one training iteration, by default at the size of Figure 3C: 64 trials × 2000 steps × 100 neurons')
    .option('--rules <list>', `of ${BENCH_RULES.join(', ')} (own-g: a G of the user's)`, oneOf(BENCH_RULES), ['e-prop', 'mdgl', 'own-g', 'bptt'])
    .option('--engines <list>', `of ${engineNames.join(', ')}`, oneOf(engineNames), [...engineNames])
    .option('--workers <list>', 'numbers of threads', integers, everyWorker)
    .option('--neurons <list>', 'numbers of neurons', integers, [100])
    .option('--steps <list>', 'numbers of steps', integers, [2000])
    .option('--batch <list>', 'numbers of trials', integers, [64])
    .option('--json', 'print JSON')
    .addHelpText('after', `
Examples:
  mdgl bench
  mdgl bench --engines wasm --rules mdgl --workers 1 --neurons 100,200,400 --json`)
    .action(async ({ batch, ...options }: Options & { batch: readonly number[] }) => runBench({ ...options, trials: batch }));
}

async function runBench(options: Options): Promise<void> {
  const results: BenchResult[] = [];
  const cases = casesOf(options);
  for (const [n, which] of cases.entries()) {
    process.stderr.write(`${n + 1} of ${cases.length}: ${which.rule}, ${which.engine}, ${which.workers} worker${which.workers > 1 ? 's' : ''}, ${which.neurons} neurons, ${which.steps} steps, ${which.trials} trials\n`);
    results.push(await bench(which));
  }
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores`;
  process.stdout.write(options.json ? `${JSON.stringify({ machine, node: process.version, results }, null, 2)}\n` : table(machine, results));
}

/** Every combination; the reference engine has one worker. */
function casesOf({ engines, workers, neurons, steps, trials, ...options }: Options): BenchCase[] {
  const cases: BenchCase[] = [];
  for (const t of steps) {
    if (t < 8) throw new InputError(`--steps ${t}: a trial needs at least 8 steps`);
    for (const n of neurons) {
      if (n < 4) throw new InputError(`--neurons ${n}: the benchmark's network needs at least 4 neurons`);
      for (const m of trials) {
        for (const engine of engines) {
          for (const rule of options.rules) {
            for (const w of engine === 'reference' ? [1] : workers) cases.push({ rule, engine, workers: w, neurons: n, steps: t, trials: m });
          }
        }
      }
    }
  }
  return cases;
}

function table(machine: string, results: readonly BenchResult[]): string {
  const head = ['rule', 'engine', 'workers', 'neurons', 'steps', 'trials', 'ms/iteration', 'ns/neuron/step', 'ns/synaptic event', 'rate Hz', 'peak MB'];
  const rows = results.map((r) => [r.rule, r.engine, r.workers, r.neurons, r.steps, r.trials, r.msPerIteration.toFixed(1), r.nsPerNeuronStep.toFixed(2), r.nsPerSynapticEvent.toFixed(2), r.rateHz.toFixed(1), r.peakRssMb.toFixed(0)].map(String));
  const widths = head.map((title, c) => Math.max(title.length, ...rows.map((row) => row[c].length)));
  const line = (cells: readonly string[]) => cells.map((cell, c) => c < 2 ? cell.padEnd(widths[c]) : cell.padStart(widths[c])).join('  ').trimEnd();
  return [`${machine}, Node ${process.version}`, line(head), ...rows.map(line), ''].join('\n');
}

function oneOf<T extends string>(known: readonly T[]): (text: string) => T[] {
  return (text) => text.split(',').map((id) => {
    const found = known.find((candidate) => candidate === id);
    if (!found) throw new InvalidArgumentError(`"${id}" is unknown; known are ${known.join(', ')}.`);
    return found;
  });
}

function integers(text: string): number[] {
  return text.split(',').map(positiveInteger);
}
