import { existsSync, readFileSync, rmdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { createEngine } from '../core/engine';
import { InputError } from '../core/errors';
import { checkChanges } from '../studies/knockout/change';
import { formatKnockout, parseKnockout, type KnockoutPoint } from '../studies/knockout/curves-csv';
import { knockoutStudy, readKnockoutStudy } from '../studies/knockout/stored';
import { checkFrom, knockout } from '../studies/knockout/knockout';
import { describeChanges, parseChanges } from '../studies/knockout/parse-changes';
import { knockoutPlanOf } from '../studies/knockout/plan';
import { knockoutFigure, studyFigure } from '../studies/knockout/draw';
import { figureLayout } from '../plot/layout';
import { studyTable } from '../studies/knockout/study-table';
import { writeAll, checkTargets } from '../node/render/write-all';
import { withLock } from '../node/results/lock';
import { ruleOf } from '../core/rules';
import { claimFolder, completeFolder, openFolder } from '../node/results/result-folder';
import { feedbackNameOf } from '../core/rules/feedback';
import { version } from '../core/version';
import { onInterrupt } from './interrupt';
import { positiveInteger, refuseOthers, ruleOption, widthOption } from './options';
import { duration, runDisplay, say } from './run-display';
import { doStudy, sayDrawn } from './study';
import { addRunOptions, seedNumber, settingsOf, type RunOptions } from './run-options';
import { packageFolder } from '../node/package';

interface Options extends RunOptions {
  readonly rule: string;
  readonly seed?: number;
  readonly silence?: readonly string[];
  readonly freeze?: string;
  readonly scale?: string;
  readonly from?: readonly number[];
  readonly out?: string;
  readonly workers: number;
  readonly study?: true;
  readonly runs: number;
  readonly draw?: string | true;
  readonly widthMm?: number;
}

const FORMAT = 'mdgl-knockout/1';

/** Options by what the command does; those of a run go with both kinds of training. */
const OF_ONE = ['seed', 'silence', 'freeze', 'scale', 'widthMm'];
const OF_STUDY = ['study', 'runs', 'silence'];
const OF_DRAWING = ['draw', 'out', 'widthMm'];
const OF_RUNS = ['rule', 'from', 'out', 'preset', 'settings', 'iterations', 'feedback', 'engine', 'workers'];

export function addKnockout(program: Command): void {
  const command = program.command('knockout')
    .description('change what one cell type says to another from an iteration on, beside the same run untouched')
    .addOption(ruleOption().default('mdgl'))
    .addOption(new Option('--seed <number>', 'fixes initial weights and all input').argParser(seedNumber))
    .addOption(new Option('--silence <pairs>', 'sender>receiver, with commas between: the receiver no longer hears the sender; or random:share, a control: that share of the initially connected places, drawn by the seed; of a study, which may have several: silent from 0, beside the single pairs').argParser(collected))
    .option('--freeze <pairs>', 'the mean weight that stands for the pair keeps the value it has at --from (mdgl, nl-mdgl, on-mdgl)')
    .option('--scale <pairs>', 'sender>receiver=factor: what is heard is multiplied')
    .addOption(new Option('--from <iteration>', 'where the change sets in (default: 0; for a study, which may have several: 0,300)').argParser(iterationList))
    .option('--out <folder>', 'where to write (with --draw by default: figures in the current folder); made if its parent exists');
  addRunOptions(command)
    .addOption(new Option('--workers <number>', 'threads; of a study: runs at once').argParser(positiveInteger).default(availableParallelism(), 'all cores'))
    .option('--study', 'silence every pair, one at a time, from each iteration of --from on; go on with what is in the folder already, and with a finished study that lacks only a --silence')
    .addOption(new Option('--runs <number>', 'of a study: runs of each kind, with seeds 1, 2, …').argParser(positiveInteger).default(5))
    .option('--draw [folder]', 'draw a stored study, and print what it shows (default: the one that comes with this package)')
    .addOption(widthOption())
    .addHelpText('after', `
A study is saved every second: after Ctrl-C, or worse, the same command goes on where it was, with the same results.

Examples:
  mdgl knockout --rule mdgl --seed 1 --silence "E>I,I>E" --from 300 --iterations 600 --out my-knockout
  mdgl knockout --rule mdgl --seed 1 --freeze "E>E" --scale "I>E=0.5" --preset tiny --from 40 --out my-knockout
  mdgl knockout --study --out my-study
  mdgl knockout --study --silence "E>I,I>E,I>I" --silence random:0.66 --out my-study
  mdgl knockout --draw my-study --out my-figures`)
    .action((options: Options) => (options.draw ? draw : options.study ? study : one)(options, command));
}

async function one(options: Options, command: Command): Promise<void> {
  refuseOthers(command, [...OF_ONE, ...OF_RUNS], 'for a study only');
  const { seed, out, from: [from, ...others] = [0], silence: [silence, ...more] = [] } = options;
  if (seed === undefined) throw new InputError('--seed is missing; allowed is a positive integer');
  if (out === undefined) throw new InputError('--out is missing; allowed is a folder, made if its parent exists');
  if (others.length > 0) throw new InputError(`--from ${[from, ...others].join(',')}: allowed is one iteration, without --study`);
  const rule = ruleOf(options.rule);
  if (more.length > 0) throw new InputError(`--silence is given ${more.length + 1} times; allowed is once, without --study, with commas between the pairs`);
  const settings = settingsOf(options);
  const feedback = feedbackNameOf(rule, options.feedback);
  const changes = parseChanges({ ...options, silence }, settings.network.cellTypes);
  checkChanges(changes, rule, settings.network.cellTypes);
  checkFrom(from, settings.training.iterations);
  const plan = { mdgl: version, preset: options.preset, settings, rule: rule.id, seed, feedback, engine: options.engine, changes, from };
  if (options.widthMm !== undefined) figureLayout(options.widthMm, ['']);
  checkTargets(out, 'knockout', out);
  const table = join(out, 'runs.csv');
  const isNew = !existsSync(out);
  const finished = await withLock(out, async () => {
    const { complete } = openFolder(out, FORMAT, { plan });
    if (complete) say(`${out} is complete: nothing to train, the figure is drawn again`);
    const points = complete ? parseKnockout(readFileSync(table, 'utf8'), table) : await trainBoth({ settings, rule, seed, feedback }, plan, options);
    if (!points) return false;
    if (!complete) {
      claimFolder(out, FORMAT, { plan });
      completeFolder(out, FORMAT, { 'runs.csv': formatKnockout(points) });
    }
    const files = writeAll(out, 'knockout', await knockoutFigure(points, { rule: rule.id, seed, from, change: describeChanges(changes) }, options.widthMm));
    say(`written: ${[table, ...files].join(', ')}`);
    return true;
  });
  if (!finished && isNew) rmdirSync(out);
}

/** The points of both curves; undefined where it was interrupted, which is then said. */
async function trainBoth(run: Parameters<typeof knockout>[0], { changes, from }: { changes: Parameters<typeof knockout>[1]; from: number }, options: Options): Promise<KnockoutPoint[] | undefined> {
  const { iterations } = run.settings.training;
  const names = { untouched: `${run.rule.id}, seed ${run.seed}, untouched`, changed: `${run.rule.id}, seed ${run.seed}, ${describeChanges(changes)} from ${from}` };
  const engine = createEngine(options.engine, { workers: options.workers });
  const display = runDisplay(iterations);
  const interrupt = onInterrupt('stopping after this iteration (Ctrl-C again: at once)', display.note);
  const begun = performance.now();
  const shown = new Set<string>();
  try {
    const curves = await knockout(run, changes, from, engine, {
      signal: interrupt.signal,
      progressed(curve, { iteration, curve: points }) {
        if (!shown.has(curve)) {
          if (curve === 'changed') display.ended(names.untouched, 'complete');
          display.began(names[curve], iteration);
          shown.add(curve);
        }
        display.progressed(names[curve], iteration, points.at(-1));
        if (curve === 'changed' && iteration === iterations && points.at(-1)?.iteration === iterations) display.ended(names.changed, `complete after ${duration((performance.now() - begun) / 1000)}`);
      },
    });
    return (['untouched', 'changed'] as const).flatMap((curve) => curves[curve].map((point) => ({ curve, rule: run.rule.id, seed: run.seed, ...point })));
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    process.exitCode = 130;
    return undefined;
  } finally {
    interrupt.ignore();
    display.close();
    await engine.close();
    if (interrupt.signal.aborted) say('stopped; nothing was written');
  }
}

async function study(options: Options, command: Command): Promise<void> {
  refuseOthers(command, [...OF_STUDY, ...OF_RUNS], 'not for a study, which silences every pair with every seed');
  if (options.out === undefined) throw new InputError('--out is missing; allowed is a folder, made if its parent exists');
  const { out, from = [0, 300], silence: silences, workers } = options;
  await doStudy(knockoutStudy, out, knockoutPlanOf({ ...options, from, silences, settings: settingsOf(options) }), workers, () => {
    process.stdout.write(studyTable(readKnockoutStudy(out)));
    say(`stored in ${out}; mdgl knockout --draw ${out} draws it`);
  });
}

/** Draws a stored study. */
async function draw({ draw: folder, out = 'figures', widthMm }: Options, command: Command): Promise<void> {
  refuseOthers(command, OF_DRAWING, 'not for drawing what is stored');
  const from = typeof folder === 'string' ? folder : join(packageFolder, 'data', 'knockout');
  checkTargets(out, 'knockout', from);
  const points = readKnockoutStudy(from);
  sayDrawn({ table: studyTable(points), files: writeAll(out, 'knockout', await studyFigure(points, widthMm)) });
}

/** For `argParser` of an option that may be given several times. */
function collected(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

function iterationList(text: string): number[] {
  return text.split(',').map((part) => {
    const value = Number(part);
    if (!/^\s*\d+\s*$/.test(part) || !Number.isSafeInteger(value)) throw new InvalidArgumentError('It must be a whole number, 0 or more; for a study several, with commas between.');
    return value;
  });
}
