import type { Command } from 'commander';
import type { Settings } from '../core/settings';
import type { DrawnFiles, DrawOptions } from '../studies/figure-files';
import type { Planned, Study } from '../studies/jobs/study';
import { atOnceOption, positiveInteger, trainingEngineOption, widthOption } from './options';
import { addSettingsOptions, settingsOf, type RunOptions } from './run-options';
import { drawStudy, type StudyOptions } from './study';

interface Options extends Omit<RunOptions, 'feedback'>, StudyOptions {
  readonly every: number;
}

/** A command for a study that measures along its runs: what is its own. */
interface MeasuredStudy<P extends Planned> {
  /** Of the command, and of the folder in data that comes with this package. */
  readonly name: string;
  readonly description: string;
  /** What --fresh does. */
  readonly fresh: string;
  /** What is trained with each seed. */
  readonly runs: string;
  /** What --every is, and its default. */
  readonly every: readonly [string, number];
  /** Below the options; its examples too. */
  readonly help: string;
  readonly study: Study<P>;
  readonly planOf: (choices: Omit<Options, 'settings'> & { readonly settings: Settings }) => P;
  readonly draw: (options: DrawOptions) => Promise<DrawnFiles>;
}

/** Adds a command that draws such a study, a stored one or, with --fresh, one that it does anew. */
export function addMeasuredStudy<P extends Planned>(program: Command, own: MeasuredStudy<P>): void {
  const { name, study, planOf, draw } = own;
  const command = program.command(name)
    .description(own.description)
    .option('--from <folder>', 'study to draw (default: the one that comes with this package)')
    .option('--out <folder>', 'where to write (default: figures in the current folder; with --fresh, which needs it, the study, and its '
      + 'figures in a folder of it); made if its parent exists')
    .addOption(widthOption())
    .option('--fresh', `${own.fresh}, and go on with what is in the folder already; the options below are for this`)
    .option('--runs <number>', `${own.runs}, with seeds 1, 2, …`, positiveInteger, 5)
    .option('--every <number>', own.every[0], positiveInteger, own.every[1]);
  addSettingsOptions(command)
    .addOption(trainingEngineOption())
    .addOption(atOnceOption(`${study.each}s at once`))
    .addHelpText('after', own.help)
    .action(async (options: Options) => void await drawStudy(command, options, {
      stored: name,
      drawing: ['from', 'out', 'widthMm'],
      figuresIn: 'figures',
      study,
      plan: () => planOf({ ...options, settings: settingsOf(options) }),
      draw: (from, out) => draw({ from, out, widthMm: options.widthMm }),
    }));
}
