import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { recordAlignment } from '../studies/alignment/record-alignment';
import { completeAlignment, isRecorded, openAlignment } from '../studies/alignment/folder';
import { alignmentPlanOf, type AlignmentPlan } from '../studies/alignment/plan';
import { presets } from '../core/settings';
import { engineNames } from '../core/engine';
import { InputError } from '../core/errors';
import { drawAlignment } from '../studies/alignment/draw';
import { figureLayout } from '../plot/layout';
import { withLock } from '../node/results/lock';
import { iterationOf, jobsOf, type Job } from '../node/results/run-folder';
import { engineOption, positiveInteger } from './options';
import { say } from './run-display';
import { megabytesOf, runJobs } from './run-jobs';
import { settingsOf, type RunOptions } from './run-options';
import { packageFolder } from '../node/package';

interface Options extends Omit<RunOptions, 'feedback'> {
  readonly fresh?: true;
  readonly from?: string;
  readonly out?: string;
  readonly widthMm?: number;
  readonly runs: number;
  readonly every: number;
  readonly workers: number;
}

/** Options of use without --fresh. */
const DRAWING = ['from', 'out', 'widthMm'];

export function addAlignment(program: Command): void {
  const command = program.command('alignment')
    .description('draw how well each rule\'s gradient is aligned with the exact one over training, from a stored study, or record it anew')
    .option('--from <folder>', 'study to draw (default: the one that comes with this package)')
    .option('--out <folder>', 'where to write (default: figures in the current folder; with --fresh, which needs it, the study, and its figures in a folder of it); made if its parent exists')
    .addOption(new Option('--width-mm <mm>', 'width of the figures').argParser(Number))
    .option('--fresh', 'record the study, and go on with what is in the folder already; the options below are for this')
    .addOption(new Option('--runs <number>', 'runs of each path, with seeds 1, 2, …').argParser(positiveInteger).default(5))
    .addOption(new Option('--every <number>', 'iterations from one measurement to the next').argParser(positiveInteger).default(50))
    .addOption(new Option('--preset <preset>', 'settings to begin with').choices(Object.keys(presets)).default('figure3c'))
    .option('--settings <file>', 'JSON file with changes to the preset, such as {"task": {"cues": 5}}')
    .addOption(new Option('--iterations <number>', 'number of updates (default: as the settings say)').argParser(positiveInteger))
    .addOption(engineOption().default(engineNames[0]))
    .addOption(new Option('--workers <number>', 'paths at once').argParser(positiveInteger).default(availableParallelism(), 'all cores'))
    .addHelpText('after', `
A path is a run trained by BPTT or by MDGL. Along it, every rule's gradient is compared with BPTT's, all on the same validation batch
and the same weights. A fresh study is saved every second: after Ctrl-C, or worse, the same command goes on, with the same results.

Examples:
  mdgl alignment
  mdgl alignment --width-mm 120 --out my-figures
  mdgl alignment --fresh --preset tiny --runs 2 --every 20 --out my-study`)
    .action((options: Options) => options.fresh ? fresh(options) : stored(options, command));
}

/** Draws a stored study. */
async function stored({ from, out, widthMm }: Options, command: Command): Promise<void> {
  const isGiven = (option: Option) => command.getOptionValueSource(option.attributeName()) === 'cli';
  const useless = command.options.find((option) => isGiven(option) && !DRAWING.includes(option.attributeName()));
  if (useless) throw new InputError(`${useless.long} is for --fresh only; without it, --from, --out and --width-mm are allowed`);
  await draw(from ?? join(packageFolder, 'data', 'alignment'), out ?? 'figures', widthMm);
}

/** Records what a folder still lacks, then draws what is in it. */
async function fresh(options: Options): Promise<void> {
  if (options.from !== undefined) throw new InputError('--from is of no use with --fresh, which draws the folder it records into; allowed is --out');
  if (options.out === undefined) throw new InputError('--out is missing; --fresh needs a folder to record into');
  if (options.widthMm !== undefined) figureLayout(options.widthMm, ['']);
  const folder = options.out;
  const plan = alignmentPlanOf({ ...options, settings: settingsOf(options) });
  await withLock(folder, async () => {
    if (openAlignment(folder, plan).complete) say(`${folder} is complete: nothing to record, the figures are drawn again`);
    else if (!await recordMissing(folder, plan, options.workers)) return;
    await draw(folder, join(folder, 'figures'), options.widthMm);
  });
}

/** Returns whether all paths are complete; if not, says why and sets the exit code. */
async function recordMissing(folder: string, plan: AlignmentPlan, workers: number): Promise<boolean> {
  const jobs = jobsOf(folder, plan);
  const missing = jobs.filter((job) => !isRecorded(job));
  sayPlan(folder, plan, jobs, missing, workers);
  const { iterations } = plan.settings.training;
  const complete = await runJobs({
    folder, each: 'path', nameOf, longest: iterations, inAll: jobs.length * iterations,
    toDo: missing.reduce((sum, job) => sum + iterations - iterationOf(job), 0),
    start: (stop, listener) => recordAlignment(plan, missing, workers, stop, listener),
  });
  if (!complete) return false;
  completeAlignment(folder, plan);
  return true;
}

/** What will be done, before it begins. */
function sayPlan(folder: string, { settings, rules: paths, seeds, every, candidates, engine }: AlignmentPlan, jobs: readonly Job[], missing: readonly Job[], workers: number): void {
  const atOnce = Math.min(workers, missing.length);
  say(`${jobs.length} paths (${paths.join(', ')}; seeds ${seeds.join(', ')}) of ${settings.training.iterations} iterations into ${folder}`);
  say(`every ${every} iterations, ${candidates.map(({ name }) => name).join(', ')} are compared with bptt`);
  for (const job of jobs) {
    if (!missing.includes(job)) say(`${nameOf(job)}: complete`);
    else if (job.checkpoint.progress) say(`${nameOf(job)}: continuing at iteration ${iterationOf(job)}`);
  }
  say(`${missing.length} to record, ${atOnce} at once, ${engine} engine, about ${megabytesOf(settings, engine, atOnce)} MB`);
}

function nameOf({ checkpoint: { rule, seed } }: Job): string {
  return `${rule} path, seed ${seed}`;
}

async function draw(from: string, out: string, widthMm?: number): Promise<void> {
  const { table, files } = await drawAlignment({ from, out, widthMm });
  process.stdout.write(`${table.trimEnd()}\n`);
  say(`written: ${files.join(', ')}`);
}
