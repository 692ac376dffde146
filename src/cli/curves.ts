import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { InputError } from '../core/errors';
import { tasks } from '../core/tasks';
import { packageFolder } from '../node/package';
import { addFreshRuns, drawRuns, type FreshOptions } from './figure3c';

export function addCurves(program: Command): void {
  const command = program.command('curves')
    .description('draw the learning curves of a task from stored runs, what its source reports below them, or train them anew');
  addFreshRuns(command)
    .addHelpText('after', `
A run that meets the criterion of its task ends there, and keeps its last values in the figure and in the table.

Examples:
  mdgl curves --task pattern-generation
  mdgl curves --task delayed-match --fresh --rules bptt,mdgl --runs 3 --out my-runs`)
    .action(async (options: FreshOptions) => {
      const { task, from, fresh } = options;
      if (!task && from === undefined && !fresh) throw new InputError('--task is missing, or --from with runs; mdgl tasks lists the tasks');
      const name = task === tasks[0].name ? 'figure3c' : task ?? 'curves';
      if (!fresh && from === undefined && !existsSync(join(packageFolder, 'data', name))) {
        throw new InputError(`--task ${task}: no runs of it come with this package; --fresh trains them, --from draws others`);
      }
      await drawRuns(command, options, name, 'task');
    });
}
