import { InputError } from '../errors';
import { evidenceAccumulationTask } from './evidence-accumulation';
import type { Task } from './task';

/** The only list of tasks; the first is meant by settings without a name. */
export const tasks: readonly Task[] = [evidenceAccumulationTask];

/**
 * Returns the task of these settings.
 * @param own one that is not in the list
 * @throws InputError if it is not in the list, or not the one that is handed in
 */
export function taskOf({ name = tasks[0].name }: { readonly name?: string }, own?: Task): Task {
  if (own && own.name !== name) {
    throw new InputError(`task "${own.name}" is handed in, settings.task says "${name}"; allowed is the task of the settings`);
  }
  const known = own ? [own, ...tasks] : tasks;
  const task = known.find((candidate) => candidate.name === name);
  if (!task) {
    throw new InputError(
      `unknown task "${name}"; known are ${known.map((one) => one.name).join(', ')}; hand in one of your own: { settings, task, rule, `
        + 'seed }'
    );
  }
  return task;
}
