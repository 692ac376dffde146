import { existsSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { engineNameOf } from '../core/engine';
import { InputError } from '../core/errors';
import { ruleOf } from '../core/rules';
import { feedbackNameOf } from '../core/rules/feedback';
import { mustBePossible, type Run } from '../core/training/run';
import type { Progress } from '../core/training/train';
import { version } from '../core/version';
import { packageFolder } from '../node/package';
import { checkTargets } from '../node/render/write-all';
import { withLock } from '../node/results/lock';
import { claimFolder, completeFolder, openFolder } from '../node/results/result-folder';
import { figureLayout } from '../plot/layout';
import { drawFigures } from '../studies/figure-files';
import { checkChanges, type Change } from '../studies/knockout/change';
import { formatKnockout, parseKnockout, type KnockoutPoint } from '../studies/knockout/curves-csv';
import { drawKnockout, knockoutFigure } from '../studies/knockout/draw';
import { checkFrom, knockout } from '../studies/knockout/knockout';
import { describeChanges, parseChanges } from '../studies/knockout/parse-changes';
import { knockoutPlanOf } from '../studies/knockout/plan';
import { knockoutStudy, readKnockoutStudy } from '../studies/knockout/stored';
import { studyTable } from '../studies/knockout/study-table';
import { atOnceOption, positiveInteger, refuseOthers, ruleOption, widthOption } from './options';
import { say } from './run-display';
import { addRunOptions, seedNumber, settingsOf, type RunOptions } from './run-options';
import { shownTraining } from './shown-training';
import { doStudy, sayDrawn, type StudyOptions } from './study';

interface Options extends RunOptions, Omit<StudyOptions, 'from' | 'fresh'> {
  readonly rule: string;
  readonly seed?: number;
  readonly silence?: readonly string[];
  readonly freeze?: string;
  readonly scale?: string;
  readonly from?: readonly number[];
  readonly study?: true;
  readonly draw?: string | true;
}

/** What is changed in a single run, and from which iteration on. */
interface Onset {
  readonly changes: readonly Change[];
  readonly from: number;
}

const FORMAT = 'mdgl-knockout/1';
const OUT_MISSING = '--out is missing; allowed is a folder, made if its parent exists';

/** Options by what the command does; those of a run go with both kinds of training. */
const OF_ONE = ['seed', 'silence', 'freeze', 'scale', 'widthMm'];
const OF_STUDY = ['study', 'runs', 'silence'];
const OF_DRAWING = ['draw', 'out', 'widthMm'];
const OF_RUNS = ['rule', 'from', 'out', 'task', 'preset', 'settings', 'iterations', 'feedback', 'engine', 'workers'];

export function addKnockout(program: Command): void {
  const command = program.command('knockout')
    .description('change what one cell type says to another from an iteration on, beside the same run untouched')
    .addOption(ruleOption().default('mdgl'))
    .option('--seed <number>', 'fixes initial weights and all input', seedNumber)
    .option('--silence <pairs>', 'sender>receiver, with commas between: the receiver no longer hears the sender; or random:share, a '
      + 'control: that share of the initially connected places, drawn by the seed; of a study, which may have several: silent from 0, '
      + 'beside the single pairs', collected)
    .option('--freeze <pairs>', 'the mean weight that stands for the pair keeps the value it has at --from (mdgl, nl-mdgl, on-mdgl)')
    .option('--scale <pairs>', 'sender>receiver=factor: what is heard is multiplied')
    .option('--from <iteration>', 'where the change sets in (default: 0; for a study, which may have several: 0,300)', iterationList)
    .option('--out <folder>', 'where to write (with --draw by default: figures in the current folder); made if its parent exists');
  addRunOptions(command)
    .addOption(atOnceOption('threads; of a study: runs at once'))
    .option('--study', 'silence every pair, one at a time, from each iteration of --from on; go on with what is in the folder already, and '
      + 'with a finished study that lacks only a --silence')
    .option('--runs <number>', 'of a study: runs of each kind, with seeds 1, 2, …', positiveInteger, 5)
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
  const { seed, out, widthMm, from: [from, ...others] = [0], silence: [silence, ...more] = [] } = options;
  if (seed === undefined) throw new InputError('--seed is missing; allowed is a positive integer');
  if (out === undefined) throw new InputError(OUT_MISSING);
  if (others.length > 0) throw new InputError(`--from ${[from, ...others].join(',')}: allowed is one iteration, without --study`);
  const rule = ruleOf(options.rule);
  if (more.length > 0) {
    const times = more.length + 1;
    throw new InputError(`--silence is given ${times} times; allowed is once, without --study, with commas between the pairs`);
  }
  const settings = settingsOf(options);
  const run = { settings, rule, seed, feedback: feedbackNameOf(rule, options.feedback) };
  const changes = parseChanges({ ...options, silence }, settings.network.cellTypes);
  checkChanges(changes, rule, settings.network.cellTypes);
  checkFrom(from, settings.training.iterations);
  mustBePossible(run);
  const engine = engineNameOf(settings, options.engine);
  const plan = { mdgl: version, preset: options.preset, ...run, rule: rule.id, engine, changes, from };
  if (widthMm !== undefined) figureLayout(widthMm, ['']);
  checkTargets(out, 'knockout', out);
  const table = join(out, 'runs.csv');
  const isNew = !existsSync(out);
  const finished = await withLock(out, async () => {
    const { complete } = openFolder(out, FORMAT, { plan });
    if (complete) say(`${out} is complete: nothing to train, the figure is drawn again`);
    const points = complete ? parseKnockout(readFileSync(table, 'utf8'), table) : await trainBoth(run, plan, options);
    if (!points) return false;
    if (!complete) {
      claimFolder(out, FORMAT, { plan });
      completeFolder(out, FORMAT, { 'runs.csv': formatKnockout(points) });
    }
    const note = { rule: rule.id, seed, from, change: describeChanges(changes) };
    const files = await drawFigures([knockoutFigure(points, note)], { from: out, out, widthMm });
    say(`written: ${[table, ...files].join(', ')}`);
    return true;
  });
  if (!finished && isNew) rmdirSync(out);
}

/** Trains both; returns their points, or undefined if that was interrupted, which is then said. */
async function trainBoth(run: Run, { changes, from }: Onset, options: Options): Promise<KnockoutPoint[] | undefined> {
  const { rule: { id: rule }, seed } = run;
  const { iterations } = run.settings.training;
  const name = `${rule}, seed ${seed}`;
  const names = { untouched: `${name}, untouched`, changed: `${name}, ${describeChanges(changes)} from ${from}` };
  const both = await shownTraining(run.settings, iterations, options, async ({ engine, display, stop, took }) => {
    let shown: keyof typeof names | undefined;
    const progressed = (curve: keyof typeof names, { iteration, curve: points }: Progress) => {
      if (curve !== shown) {
        if (shown) display.ended(names[shown], 'complete');
        display.began(names[curve], iteration);
        shown = curve;
      }
      display.progressed(names[curve], iteration, points.at(-1));
    };
    try {
      const curves = await knockout(run, changes, from, engine, { signal: stop, progressed });
      display.ended(names.changed, `complete after ${took()}`);
      return (['untouched', 'changed'] as const).flatMap((curve) => curves[curve].map((point) => ({ curve, rule, seed, ...point })));
    } catch (error) {
      if (stop.aborted) return undefined;
      throw error;
    }
  });
  if (!both) {
    say('stopped; nothing was written');
    process.exitCode = 130;
  }
  return both;
}

async function study(options: Options, command: Command): Promise<void> {
  refuseOthers(command, [...OF_STUDY, ...OF_RUNS], 'not for a study, which silences every pair with every seed');
  if (options.out === undefined) throw new InputError(OUT_MISSING);
  const { out, from = [0, 300], silence: silences, workers } = options;
  await doStudy(knockoutStudy, out, knockoutPlanOf({ ...options, from, silences, settings: settingsOf(options) }), workers, () => {
    process.stdout.write(studyTable(readKnockoutStudy(out)));
    say(`stored in ${out}; mdgl knockout --draw ${out} draws it`);
  });
}

/** Draws a stored study. */
async function draw({ draw: folder, out = 'figures', widthMm }: Options, command: Command): Promise<void> {
  refuseOthers(command, OF_DRAWING, 'not for drawing what is stored');
  sayDrawn(await drawKnockout({ from: typeof folder === 'string' ? folder : join(packageFolder, 'data', 'knockout'), out, widthMm }));
}

/** Adds to what was given before, of an option that may be given several times. */
function collected(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

function iterationList(text: string): number[] {
  const values = text.split(',').map((part) => /^\s*\d+\s*$/.test(part) ? Number(part) : NaN);
  if (values.every(Number.isSafeInteger)) return values;
  throw new InvalidArgumentError('It must be a whole number, 0 or more; for a study several, with commas between.');
}
