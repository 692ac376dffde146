import type { Command } from 'commander';
import { networkOf } from '../core/network/network';
import { presets, type Settings, type TrainingSettings } from '../core/settings';
import { aligned } from '../core/tables/aligned';
import { tasks as list } from '../core/tasks';
import { criterionInWords } from '../studies/curves/stopped';
import { presetsOf } from './run-options';

export function addTasks(program: Command): void {
  program.command('tasks')
    .description('list the tasks: where they come from, how large they are, and when training may stop')
    .option('--json', 'print an array of {task, source, preset, inputs, outputs, steps, neurons, trialSteps, stop}')
    .addHelpText('after', `
Sizes are those of the preset that --task means. A run learns from at most iterations · trials · steps, told as a multiple of
Figure 3C's 256 million; a step takes longer in a dense network than in its sparse one, and shorter in a small one.

Examples:
  mdgl tasks
  mdgl train --task store-recall --rule bptt --seed 1 --out store-recall.csv`)
    .action(tasks);
}

function tasks({ json }: { readonly json?: true }): void {
  const described = list.map(describedTask);
  process.stdout.write(json ? `${JSON.stringify(described, null, 2)}\n` : `${table(described)}\n`);
}

function describedTask({ name, source, size }: (typeof list)[number]) {
  const [preset] = presetsOf(name);
  const settings: Settings = presets[preset];
  const { inputs, outputs, steps } = size(settings.task);
  const trialSteps = trialStepsOf(settings.training, steps);
  const { stop = null } = settings.training;
  return { task: name, source, preset, inputs, outputs, steps, neurons: networkOf(settings).neurons, trialSteps, stop };
}

/** Counts the steps of all trials that a run learns from, if no criterion ends it. */
function trialStepsOf({ iterations, trials }: TrainingSettings, steps: number): number {
  return iterations * trials * steps;
}

function table(described: readonly ReturnType<typeof describedTask>[]): string {
  const figure3c = described[0].trialSteps;
  const rows = described.map(({ task, source = '', inputs, outputs, steps, neurons, trialSteps, stop }) => [
    task, source, ...[inputs, neurons, outputs, steps].map(String), (trialSteps / figure3c).toPrecision(2),
    stop ? criterionInWords(stop) : '-',
  ]);
  return aligned([['task', 'source', 'inputs', 'neurons', 'outputs', 'steps', '× Figure 3C', 'stops at'], ...rows]).join('\n');
}
