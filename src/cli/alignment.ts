import type { Command } from 'commander';
import { drawAlignment } from '../studies/alignment/draw';
import { alignmentStudy } from '../studies/alignment/folder';
import { alignmentPlanOf } from '../studies/alignment/plan';
import { atOnceOption, positiveInteger, trainingEngineOption, widthOption } from './options';
import { addSettingsOptions, settingsOf, type RunOptions } from './run-options';
import { drawStudy, type StudyOptions } from './study';

interface Options extends Omit<RunOptions, 'feedback'>, StudyOptions {
  readonly every: number;
}

export function addAlignment(program: Command): void {
  const command = program.command('alignment')
    .description('draw how well each rule\'s gradient is aligned with the exact one over training, from a stored study, or record it anew')
    .option('--from <folder>', 'study to draw (default: the one that comes with this package)')
    .option('--out <folder>', 'where to write (default: figures in the current folder; with --fresh, which needs it, the study, and its '
      + 'figures in a folder of it); made if its parent exists')
    .addOption(widthOption())
    .option('--fresh', 'record the study, and go on with what is in the folder already; the options below are for this')
    .option('--runs <number>', 'runs of each path, with seeds 1, 2, …', positiveInteger, 5)
    .option('--every <number>', 'iterations from one measurement to the next', positiveInteger, 50);
  addSettingsOptions(command)
    .addOption(trainingEngineOption())
    .addOption(atOnceOption('paths at once'))
    .addHelpText('after', `
A path is a run trained by BPTT or by MDGL. Along it, every rule's gradient is compared with BPTT's, all on the same validation batch
and the same weights. A fresh study is saved every second: after Ctrl-C, or worse, the same command goes on, with the same results.

Examples:
  mdgl alignment
  mdgl alignment --width-mm 120 --out my-figures
  mdgl alignment --fresh --preset tiny --runs 2 --every 20 --out my-study`)
    .action(async (options: Options) => void await drawStudy(command, options, {
      stored: 'alignment',
      drawing: ['from', 'out', 'widthMm'],
      figuresIn: 'figures',
      study: alignmentStudy,
      plan: () => alignmentPlanOf({ ...options, settings: settingsOf(options) }),
      draw: (from, out) => drawAlignment({ from, out, widthMm: options.widthMm }),
    }));
}
