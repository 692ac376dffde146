import type { Command } from 'commander';
import { ruleOf } from '../core/rules';
import { feedbackNameOf } from '../core/rules/feedback';
import { formatCurve } from '../core/tables/curve-csv';
import { begin, trainStepwise } from '../core/training/train';
import { checkWritable, writeAtomic } from '../node/files/write-atomic';
import { ruleOption, workersOption } from './options';
import { say } from './run-display';
import { addRunOptions, seedNumber, settingsOf, type RunOptions } from './run-options';
import { trainShown } from './shown-training';

interface Options extends RunOptions {
  readonly rule: string;
  readonly seed: number;
  readonly workers?: number;
  readonly out: string;
}

export function addTrain(program: Command): void {
  const command = program.command('train')
    .description('train one network, and write its learning curve')
    .addOption(ruleOption().makeOptionMandatory())
    .requiredOption('--seed <number>', 'fixes initial weights and all input', seedNumber)
    .requiredOption('--out <file>', 'table to write: iteration, loss, accuracy, rateHz; its folder must exist');
  addRunOptions(command)
    .addOption(workersOption())
    .addHelpText('after', `
There is a validation every 10 iterations or as the task's preset says, before the update, and one at the end; if that has a
criterion, training ends when it is met.
After Ctrl-C the points so far are written.

Examples:
  mdgl train --rule mdgl --seed 1 --preset tiny --out mdgl.csv
  mdgl train --task store-recall --rule bptt --seed 1 --out store-recall.csv
  mdgl train --rule e-prop --seed 1 --feedback random --out e-prop.csv`)
    .action(train);
}

async function train(options: Options): Promise<void> {
  const rule = ruleOf(options.rule);
  const run = { settings: settingsOf(options), rule, seed: options.seed, feedback: feedbackNameOf(rule, options.feedback) };
  checkWritable(options.out);
  const { iterations } = run.settings.training;
  const progress = begin(run);
  const isWhole = await trainShown(run, progress, iterations, options, (engine) => trainStepwise(run, engine, progress));
  writeAtomic(options.out, formatCurve(progress.curve));
  if (!isWhole) {
    say(`stopped at iteration ${progress.iteration} of ${iterations}; the points so far are in ${options.out}`);
    process.exitCode = 130;
  }
}
