import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { InputError } from '../core/errors';
import { plotlyFigure, windowOpener } from '../studies/figure3c/browser-window';
import { drawnNumbers } from '../studies/figure3c/drawn-numbers';
import { drawFigure3c } from '../studies/figure3c/draw';
import { figureLayout } from '../plot/layout';
import { publishedFor } from '../studies/figure3c/published-for';
import { readStoredRuns } from '../studies/figure3c/stored-runs';
import { makeOutFolder } from '../node/files/out-folder';
import { withLock } from '../node/results/lock';
import { ruleOf } from '../core/rules';
import { memoryNeed } from '../core/training/memory';
import { planOf, type Plan } from '../core/training/plan';
import { runAll } from '../node/threads/run-all';
import { completeRuns, isComplete, iterationOf, jobsOf, openRuns, type Job } from '../node/results/run-folder';
import { positiveInteger } from './options';
import { say } from './run-display';
import { megabytesOf, runJobs } from './run-jobs';
import { addRunOptions, settingsOf, type RunOptions } from './run-options';
import { packageFolder } from '../node/package';

interface Options extends RunOptions {
  readonly fresh?: true;
  readonly from?: string;
  readonly out?: string;
  readonly widthMm?: number;
  readonly show?: true;
  readonly runs: number;
  readonly rules: string[];
  readonly workers: number;
}


export function addFigure3c(program: Command): void {
  const command = program.command('figure3c')
    .description('draw the learning curves of Figure 3C from stored runs, or train them anew')
    .option('--from <folder>', 'runs to draw (default: those that come with this package)')
    .option('--out <folder>', 'where to write (default: figures, with --fresh data/fresh, in the current folder); made if its parent exists')
    .addOption(new Option('--width-mm <mm>', 'width of the figure').argParser(millimetres))
    .option('--show', 'also open it in a window of the browser, to hover and zoom (needs the package nodeplotlib, and its page the internet; Ctrl-C ends it)')
    .option('--fresh', 'train the runs, and go on with what is in the folder already; the options below are for this')
    .addOption(new Option('--runs <number>', 'runs of each rule, with seeds 1, 2, …').argParser(positiveInteger).default(5))
    .addOption(new Option('--rules <rules>', 'ids, with commas between').argParser((text) => text.split(',').map((id) => ruleOf(id.trim()).id)).default(['bptt', 'e-prop', 'mdgl'], 'bptt,e-prop,mdgl'))
    .addOption(new Option('--workers <number>', 'runs at once').argParser(positiveInteger).default(availableParallelism(), 'all cores'));
  addRunOptions(command)
    .addHelpText('after', `
Fresh runs are saved every second: after Ctrl-C, or worse, the same command goes on where they were, with the same results.

Examples:
  mdgl figure3c
  mdgl figure3c --width-mm 85 --out my-figure
  mdgl figure3c --fresh --preset tiny --runs 3 --out my-runs
  mdgl figure3c --fresh --rules bptt,mdgl,on-mdgl --iterations 500 --out on-mdgl`)
    .action(async (options: Options) => {
      const open = options.show && windowOpener();
      const folder = await (options.fresh ? fresh(options) : stored(options, command));
      if (open && folder) open(plotlyFigure(drawnNumbers(readStoredRuns(folder), publishedFor(folder))));
    });
}

/** For `argParser`; what is allowed, the figure knows. */
function millimetres(text: string): number {
  const mm = Number(text);
  if (text.trim() === '' || !Number.isFinite(mm)) throw new InvalidArgumentError('It must be a number of mm.');
  return mm;
}

/** Draws stored runs; returns their folder. */
async function stored({ from = join(packageFolder, 'data', 'figure3c'), out, widthMm }: Options, command: Command): Promise<string> {
  const isGiven = (option: Option) => command.getOptionValueSource(option.attributeName()) === 'cli';
  const useless = command.options.find((option) => isGiven(option) && !['from', 'out', 'widthMm', 'show'].includes(option.attributeName()));
  if (useless) throw new InputError(`${useless.long} is for --fresh only; without it, --from, --out, --width-mm and --show are allowed`);
  await draw(from, out ?? 'figures', widthMm);
  return from;
}

/** Trains what a folder still lacks, then draws what is in it; returns the folder, if all runs are complete. */
async function fresh(options: Options): Promise<string | undefined> {
  if (options.from !== undefined) throw new InputError('--from is of no use with --fresh, which draws the folder it trains into; allowed is --out');
  if (options.widthMm !== undefined) figureLayout(options.widthMm, options.rules);
  const folder = options.out ?? join('data', 'fresh');
  if (options.out === undefined) makeOutFolder('data');
  const plan = planOf({ ...options, settings: settingsOf(options) });
  return withLock(folder, async () => {
    if (openRuns(folder, plan).complete) say(`${folder} is complete: nothing to train, the figure is drawn again`);
    else if (!await trainMissing(folder, plan, options.workers)) return undefined;
    await draw(folder, folder, options.widthMm);
    return folder;
  });
}

/** Returns whether all runs are complete; if not, says why and sets the exit code. */
async function trainMissing(folder: string, plan: Plan, workers: number): Promise<boolean> {
  const jobs = jobsOf(folder, plan);
  const missing = jobs.filter(({ checkpoint }) => !isComplete(checkpoint));
  sayPlan(folder, plan, jobs, missing, workers);
  const { iterations } = plan.settings.training;
  const complete = await runJobs({
    folder, each: 'run', nameOf, longest: iterations, inAll: jobs.length * iterations,
    toDo: missing.reduce((sum, job) => sum + iterations - iterationOf(job), 0),
    start: async (stop, listener) => (await runAll(missing, workers, stop, listener)).failed,
  });
  if (!complete) return false;
  await completeRuns(folder, plan);
  return true;
}

/** What will be done, before it begins. */
function sayPlan(folder: string, { settings, rules, seeds, engine }: Plan, jobs: readonly Job[], missing: readonly Job[], workers: number): void {
  const atOnce = Math.min(workers, missing.length);
  say(`${jobs.length} runs (${rules.join(', ')}; seeds ${seeds.join(', ')}) of ${settings.training.iterations} iterations into ${folder}`);
  for (const job of jobs) {
    if (!missing.includes(job)) say(`${nameOf(job)}: complete`);
    else if (job.checkpoint.progress) say(`${nameOf(job)}: continuing at iteration ${iterationOf(job)}`);
  }
  say(`${missing.length} to train, ${atOnce} at once, ${engine} engine, about ${megabytesOf(settings, engine, atOnce)} MB${memoryNeed(settings, engine, 1).forwardTwice ? '; the forward pass runs twice, as a batch does not fit into memory' : ''}`);
}

function nameOf({ checkpoint: { rule, seed } }: Job): string {
  return `${rule}, seed ${seed}`;
}

async function draw(from: string, out: string, widthMm?: number): Promise<void> {
  const { table, files } = await drawFigure3c({ from, out, name: 'figure3c', widthMm });
  process.stdout.write(`${table.trimEnd()}\n`);
  say(`written: ${files.join(', ')}`);
}
