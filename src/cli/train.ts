import { Option, type Command } from 'commander';
import { createEngine } from '../core/engine';
import { ruleOf } from '../core/rules';
import { feedbackNameOf } from '../core/rules/feedback';
import { formatRows } from '../core/tables/format-rows';
import { begin, trainStepwise } from '../core/training/train';
import { checkWritable, writeAtomic } from '../node/files/write-atomic';
import { onInterrupt } from './interrupt';
import { ruleOption, workersOption } from './options';
import { duration, runDisplay, say } from './run-display';
import { addRunOptions, seedNumber, settingsOf, type RunOptions } from './run-options';

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
    .addOption(new Option('--seed <number>', 'fixes initial weights and all input').argParser(seedNumber).makeOptionMandatory())
    .requiredOption('--out <file>', 'table to write: iteration, loss, accuracy, rateHz; its folder must exist');
  addRunOptions(command)
    .addOption(workersOption())
    .addHelpText('after', `
There is a validation every 10 iterations, before the update, and one at the end.
After Ctrl-C the points so far are written.

Examples:
  mdgl train --rule mdgl --seed 1 --preset tiny --out mdgl.csv
  mdgl train --rule e-prop --seed 1 --feedback random --out e-prop.csv`)
    .action(train);
}

async function train(options: Options): Promise<void> {
  const rule = ruleOf(options.rule);
  const run = { settings: settingsOf(options), rule, seed: options.seed, feedback: feedbackNameOf(rule, options.feedback) };
  checkWritable(options.out);
  const { iterations } = run.settings.training;
  const name = `${rule.id}, seed ${run.seed}`;
  const engine = await createEngine(options.engine, { workers: options.workers });
  const display = runDisplay(iterations);
  const interrupt = onInterrupt('stopping after this iteration (Ctrl-C again: at once)', display.note);
  const begun = performance.now();
  const progress = begin(run);
  try {
    display.began(name, 0);
    for await (const point of trainStepwise(run, engine, progress)) {
      display.progressed(name, progress.iteration, point ?? progress.curve.at(-1));
      if (interrupt.signal.aborted) break;
    }
    display.ended(name, `${progress.iteration} iterations in ${duration((performance.now() - begun) / 1000)}`);
  } finally {
    interrupt.ignore();
    display.close();
    await engine.close();
  }
  writeAtomic(options.out, formatRows(['iteration', 'loss', 'accuracy', 'rateHz'], progress.curve));
  if (interrupt.signal.aborted) {
    say(`stopped at iteration ${progress.iteration} of ${iterations}; the points so far are in ${options.out}`);
    process.exitCode = 130;
  }
}
