import { checkedWhole, isWhole } from '../checked';
import { InputError } from '../errors';
import type { Matrix } from '../network/matrix';
import { mustHaveUnits, type Network } from '../network/network';
import { crowd, MAX_COUNT, stepsOf } from '../network/raster';
import type { Target, Trial } from '../network/trial';
import { mustBeRule } from '../rules/must-be-rule';
import { mustSuitUnits } from '../rules/must-suit-units';
import type { Batch, Lesson } from './engine';

/**
 * Checks that what is given has the network's shapes, and that a lesson's rule is one that its neurons have. Whether numbers are
 * finite is checked where files are read, not here.
 * @param units what the caller computes, by default spiking neurons
 * @throws InputError that names what is wrong, and what it must be
 */
export function checkBatch({ network, weights, count, steps, ...lesson }: Batch & Partial<Lesson>, units?: Network['units']): void {
  mustHaveUnits(network, units);
  const { inputs, neurons, outputs } = network;
  for (const [name, value] of Object.entries({ count, steps, neurons, outputs })) {
    if (!Number.isInteger(value) || value < 1) throw new InputError(`${name} is ${value}, must be an integer, at least 1`);
  }
  if ('rule' in lesson) {
    mustBeRule(lesson.rule);
    mustSuitUnits(lesson.rule, network);
  }
  checkShape('weights.input', weights.input, inputs, neurons);
  checkShape('weights.recurrent', weights.recurrent, neurons, neurons);
  checkShape('weights.output', weights.output, neurons, outputs);
  checkShape('weights.bias', [weights.bias], 1, outputs);
  for (const name of ['alpha', 'rho', 'beta'] as const) checkShape(name, [network[name]], 1, neurons);
  checkShape('feedback', lesson.feedback, neurons, outputs);
  checkShape('places.input', lesson.places?.input, inputs, neurons);
  checkShape('places.recurrent', lesson.places?.recurrent, neurons, neurons);
}

/** What of a lesson decides who hears whom. */
type ModulationOf = Pick<Lesson, 'network' | 'weights' | 'rule' | 'modulation' | 'seed' | 'iteration'>;

/**
 * Makes G, by which neurons hear one another in a local rule: the lesson's own, or else the rule's; none where none is heard.
 * @throws InputError if the network has not the rule's own types, or G is not neurons × neurons, or has an entry that is no finite
 * number: a rule of somebody's own may make one
 */
export function modulationOf({ network, weights, rule, modulation, seed = 1, iteration = 0 }: ModulationOf): Matrix | undefined {
  if (rule.credit === 'exact') return undefined;
  const { types, cellTypes, typedBy = 'its settings' } = network;
  if (rule.types && typedBy !== rule.id) {
    throw new InputError(`the network's types are those of ${typedBy}, must be those of rule ${rule.id}: withTypes(network, rule, …)`);
  }
  const G = modulation ?? rule.modulation?.(weights.recurrent, { types, cellTypes, network, weights, seed, iteration });
  checkShape('modulation', G, network.neurons, network.neurons);
  for (const [p, row] of (G ?? []).entries()) {
    const j = row.findIndex((g) => !Number.isFinite(g));
    if (j >= 0) throw new InputError(`G[${p}][${j}] of rule ${rule.id} is ${row[j]}, must be a finite number`);
  }
  return G;
}

/**
 * Returns the trials of a batch, one after the other as they are asked for.
 * @throws InputError if there are more or fewer than announced, or one has another length, an input that the network has
 * not, more than {@link MAX_COUNT} spikes of an input in a step, or a target that the network's outputs and the steps cannot have
 */
export function* trialsOf({ trials, count, steps, network: { inputs, outputs } }: Batch): Generator<Trial, undefined> {
  const given = trials[Symbol.iterator]();
  for (let n = 0; n < count; n++) {
    const { value, done } = given.next();
    if (done) throw new InputError(`the batch ends after ${n} trials, ${count} were announced`);
    const { input, target } = value as Trial;
    if (stepsOf(input) !== steps) throw new InputError(`trial ${n} has ${stepsOf(input)} steps, ${steps} were announced`);
    const { channels } = input;
    for (let s = 0; s < channels.length; s++) {
      if (channels[s] >= inputs) throw new InputError(`input ${channels[s]} spikes in trial ${n}, must be below ${inputs}`);
    }
    const { step, channel, count: spikes } = crowd(input, MAX_COUNT) ?? {};
    if (spikes !== undefined) {
      throw new InputError(
        `input ${channel} spikes ${spikes} times in step ${step} of trial ${n}, must be at most ${MAX_COUNT}; give it a larger weight`
      );
    }
    checkTarget(target, n, outputs, steps);
    if (n === count - 1 && !given.next().done) throw new InputError(`the batch goes on after ${count} trials, no more were announced`);
    yield value;
  }
}

/** @throws InputError for a class that is none of the outputs, judged steps that are none of the trial's, or values of another shape */
function checkTarget(target: Target, trial: number, outputs: number, steps: number): void {
  if ('values' in target) return checkShape(`the target of trial ${trial}`, target.values, steps, outputs);
  const windows = 'class' in target ? [{ class: target.class, from: steps - (target.lastSteps ?? 1), to: steps }] : target.windows;
  if (windows.length === 0) throw new InputError(`the target of trial ${trial} has 0 windows, must have at least 1`);
  for (const { class: wanted, from, to } of windows) {
    // No words for each sound trial of each iteration.
    if (isWhole(wanted, 0, outputs - 1) && isWhole(to, 1, steps) && isWhole(from, 0, to - 1)) continue;
    checkedWhole(`the class of trial ${trial}`, wanted, 0, outputs - 1);
    checkedWhole(`the end of what is judged in trial ${trial}`, to, 1, steps);
    checkedWhole(`the first judged step of trial ${trial}`, from, 0, to - 1);
  }
}

/** @throws InputError if a matrix is given and is not rows × columns */
export function checkShape(name: string, given: readonly ArrayLike<number>[] | undefined, rows: number, columns: number): void {
  const wrong = given?.find((row) => row.length !== columns);
  if (given && (given.length !== rows || wrong)) {
    throw new InputError(`${name} is ${given.length} × ${(wrong ?? given[0])?.length ?? 0}, must be ${rows} × ${columns}`);
  }
}
