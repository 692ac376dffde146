import { fork } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { InvalidArgumentError, type Command } from 'commander';
import { engineNames } from '../core/engine';
import { InputError } from '../core/errors';
import { rules } from '../core/rules';
import { built } from '../node/package';
import type { BenchCase, BenchResult } from './bench/measure';
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

const BY_DEFAULT = ['e-prop', 'mdgl', 'own-g', 'bptt'];

export function addBench(program: Command): void {
  const everyWorker = [...new Set([1, availableParallelism()])];
  program.command('bench')
    .description('time one training iteration, by default at the size of Figure 3C: 64 trials × 2000 steps × 100 neurons')
    .option('--rules <list>', `of ${BENCH_RULES.join(', ')} (own-g: a G of the user's)`, oneOf(BENCH_RULES), BY_DEFAULT)
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
    const { rule, engine, workers, neurons, steps, trials } = which;
    const who = `${rule}, ${engine}, ${workers} worker${workers > 1 ? 's' : ''}`;
    process.stderr.write(`${n + 1} of ${cases.length}: ${who}, ${neurons} neurons, ${steps} steps, ${trials} trials\n`);
    results.push(await bench(which));
  }
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores`;
  const { json } = options;
  process.stdout.write(json ? `${JSON.stringify({ machine, node: process.version, results }, null, 2)}\n` : table(machine, results));
}

/** Measures one case in a process of its own. */
function bench(which: BenchCase): Promise<BenchResult> {
  return new Promise((resolve, reject) => {
    const child = fork(built('cli', 'bench', 'measure-process.js'), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let complaint = '';
    child.stderr!.on('data', (text) => { complaint += text; });
    child.on('message', (result) => resolve(result as BenchResult));
    child.on('exit', (code, signal) =>
      reject(new Error(`the benchmark of ${which.rule} on ${which.engine} ended (${signal ?? code}): ${complaint.trim()}`))
    );
    child.send(which);
  });
}

/** Makes every combination; the reference engine has one worker. */
function casesOf({ engines, workers, neurons, steps, trials, rules: ids }: Options): BenchCase[] {
  const short = steps.find((t) => t < 8);
  if (short !== undefined) throw new InputError(`--steps ${short}: a trial needs at least 8 steps`);
  const few = neurons.find((n) => n < 4);
  if (few !== undefined) throw new InputError(`--neurons ${few}: the benchmark's network needs at least 4 neurons`);
  const sizes = steps.flatMap((t) => neurons.flatMap((n) => trials.map((m) => ({ neurons: n, steps: t, trials: m }))));
  const runs = engines.flatMap((engine) =>
    ids.flatMap((rule) => (engine === 'reference' ? [1] : workers).map((w) => ({ rule, engine, workers: w })))
  );
  return sizes.flatMap((size) => runs.map((run) => ({ ...run, ...size })));
}

/** Titles and cells; names to the left, numbers to the right. */
const COLUMNS: readonly (readonly [title: string, of: (result: BenchResult) => string | number])[] = [
  ['rule', (r) => r.rule],
  ['engine', (r) => r.engine],
  ['workers', (r) => r.workers],
  ['neurons', (r) => r.neurons],
  ['steps', (r) => r.steps],
  ['trials', (r) => r.trials],
  ['ms/iteration', (r) => r.msPerIteration.toFixed(1)],
  ['ns/neuron/step', (r) => r.nsPerNeuronStep.toFixed(2)],
  ['ns/synaptic event', (r) => r.nsPerSynapticEvent.toFixed(2)],
  ['rate Hz', (r) => r.rateHz.toFixed(1)],
  ['peak MB', (r) => r.peakRssMb.toFixed(0)],
];

function table(machine: string, results: readonly BenchResult[]): string {
  const rows = [COLUMNS.map(([title]) => title), ...results.map((result) => COLUMNS.map(([, of]) => String(of(result))))];
  const widths = COLUMNS.map((_, c) => Math.max(...rows.map((row) => row[c].length)));
  const pad = (cell: string, c: number) => c < 2 ? cell.padEnd(widths[c]) : cell.padStart(widths[c]);
  return [`${machine}, Node ${process.version}`, ...rows.map((row) => row.map(pad).join('  ').trimEnd()), ''].join('\n');
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
