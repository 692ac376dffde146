import type { Command } from 'commander';
import { drawTypes } from '../studies/types/draw';
import { typesStudy } from '../studies/types/folder';
import { typesPlanOf } from '../studies/types/plan';
import { atOnceOption, positiveInteger, trainingEngineOption, widthOption } from './options';
import { addSettingsOptions, settingsOf, type RunOptions } from './run-options';
import { drawStudy, type StudyOptions } from './study';

interface Options extends Omit<RunOptions, 'feedback'>, StudyOptions {
  readonly every: number;
}

export function addTypes(program: Command): void {
  const command = program.command('types')
    .description('draw how MDGL learns with 1, 2, 4, 8 or 16 cell types, from stored runs, or train them anew')
    .option('--from <folder>', 'study to draw (default: the one that comes with this package)')
    .option('--out <folder>', 'where to write (default: figures in the current folder; with --fresh, which needs it, the study, and its '
      + 'figures in a folder of it); made if its parent exists')
    .addOption(widthOption())
    .option('--fresh', 'train the runs, and go on with what is in the folder already; the options below are for this')
    .option('--runs <number>', 'runs of each rule, with seeds 1, 2, …', positiveInteger, 5)
    .option('--every <number>', 'iterations from one measurement of Γ to the next', positiveInteger, 200);
  addSettingsOptions(command)
    .addOption(trainingEngineOption())
    .addOption(atOnceOption('runs at once'))
    .addHelpText('after', `
Each cell type is split into 2, 4 and 8 types, as far as its neurons go: at random, or by the mean of the weights that a neuron sends at
the start. A fresh study is saved every second: after Ctrl-C, or worse, the same command goes on, with the same results.

Examples:
  mdgl types
  mdgl types --width-mm 120 --out my-figures
  mdgl types --fresh --preset tiny --runs 2 --every 50 --out my-study`)
    .action(async (options: Options) => void await drawStudy(command, options, {
      stored: 'types',
      drawing: ['from', 'out', 'widthMm'],
      figuresIn: 'figures',
      study: typesStudy,
      plan: () => typesPlanOf({ ...options, settings: settingsOf(options) }),
      draw: (from, out) => drawTypes({ from, out, widthMm: options.widthMm }),
    }));
}
