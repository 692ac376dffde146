import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { ruleOf } from '../core/rules';
import { planOf } from '../core/training/plan';
import { plotlyFigure, windowOpener } from '../studies/figure3c/browser-window';
import { drawFigure3c } from '../studies/figure3c/draw';
import { drawnNumbers } from '../studies/figure3c/drawn-numbers';
import { publishedFor } from '../studies/figure3c/published';
import { figure3cStudy } from '../studies/figure3c/run-folder';
import { readStoredRuns } from '../studies/figure3c/stored-runs';
import { atOnceOption, positiveInteger, widthOption } from './options';
import { addRunOptions, settingsOf, type RunOptions } from './run-options';
import { drawStudy, type StudyOptions } from './study';

/** What commands are told that draw stored runs, or train them. */
export interface FreshOptions extends RunOptions, StudyOptions {
  readonly rules: string[];
}

interface Options extends FreshOptions {
  readonly show?: true;
}

export function addFigure3c(program: Command): void {
  const command = program.command('figure3c')
    .description('draw the learning curves of Figure 3C from stored runs, or train them anew');
  addFreshRuns(command)
    .option('--show', 'also open it in a window of the browser, to hover and zoom (needs the package nodeplotlib, and its page '
      + 'the internet; Ctrl-C ends it)')
    .addHelpText('after', `
Fresh runs are saved every second: after Ctrl-C, or worse, the same command goes on where they were, with the same results.

Examples:
  mdgl figure3c
  mdgl figure3c --width-mm 85 --out my-figure
  mdgl figure3c --fresh --preset tiny --runs 3 --out my-runs
  mdgl figure3c --fresh --rules bptt,mdgl,on-mdgl --iterations 500 --out on-mdgl`)
    .action(async (options: Options) => {
      const open = options.show && windowOpener();
      const folder = await drawRuns(command, options, 'figure3c', 'show');
      if (open && folder) open(plotlyFigure(drawnNumbers(readStoredRuns(folder), publishedFor(folder))));
    });
}

/** Adds the options of runs that are drawn, or trained. */
export function addFreshRuns(command: Command): Command {
  command
    .option('--from <folder>', 'runs to draw (default: those that come with this package)')
    .option('--out <folder>', 'where to write (default: figures, with --fresh data/fresh, in the current folder); '
      + 'made if its parent exists')
    .addOption(widthOption())
    .option('--fresh', 'train the runs, and go on with what is in the folder already; the options below are for this')
    .option('--runs <number>', 'runs of each rule, with seeds 1, 2, …', positiveInteger, 5)
    .addOption(new Option('--rules <rules>', 'ids as of mdgl train, with commas between; e-prop:random has a feedback of its own')
      .argParser(ruleIds).default(['bptt', 'e-prop', 'mdgl'], 'bptt,e-prop,mdgl'))
    .addOption(atOnceOption('runs at once'));
  return addRunOptions(command);
}

/**
 * Draws stored runs, or trains them.
 * @param name of the folder of the stored runs, and of the figure
 * @param drawing a further option that is of use without --fresh
 */
export function drawRuns(command: Command, options: FreshOptions, name: string, drawing: string): Promise<string | undefined> {
  return drawStudy(command, options, {
    stored: name,
    drawing: ['from', 'out', 'widthMm', drawing],
    freshInto: join('data', 'fresh'),
    figuresIn: '.',
    study: figure3cStudy,
    plan: () => planOf({ ...options, settings: settingsOf(options) }),
    draw: (from, out) => drawFigure3c({ from, out, name, widthMm: options.widthMm }),
  });
}

function ruleIds(text: string): string[] {
  const chosen = text.split(',').map((rule) => rule.trim());
  for (const rule of chosen) ruleOf(rule.split(':')[0]);
  return chosen;
}
