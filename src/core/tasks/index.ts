import { InputError } from '../errors';
import { platform } from '../platform';
import type { Settings } from '../settings';
import { delayedMatch } from './delayed-match';
import { evidenceAccumulationTask } from './evidence-accumulation';
import { evidenceAccumulationEprop } from './evidence-accumulation-eprop';
import { mnistRows } from './mnist-rows';
import { patternGeneration } from './pattern-generation';
import { periodicTarget } from './periodic-target';
import { sequentialMnist } from './sequential-mnist';
import { storeRecall } from './store-recall';
import type { Task } from './task';

const mnist = () => platform().mnist();

/** The only list of tasks; the first is meant by settings without a name. */
const list = [
  evidenceAccumulationTask, patternGeneration, evidenceAccumulationEprop, delayedMatch, storeRecall,
  sequentialMnist(mnist), mnistRows(mnist), periodicTarget,
] as const;
export const tasks: readonly Task[] = list;

/** Tasks that bring the settings of their source along. */
type WithPreset = Extract<(typeof list)[number], { readonly preset: unknown }>;

/** Returns the preset of each task that has one, by its name. @param base settings of Figure 3C, for what a source leaves open */
export function taskPresets(base: Settings): { readonly [T in WithPreset as T['name']]: ReturnType<T['preset']> } {
  return Object.fromEntries(tasks.flatMap(({ name, preset }) => preset ? [[name, preset(base)]] : [])) as ReturnType<typeof taskPresets>;
}

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
