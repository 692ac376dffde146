import { InputError } from '../errors';
import type { Matrix } from '../network/matrix';
import { stepsOf } from '../network/raster';
import type { Trial } from '../network/trial';
import type { Batch, Lesson } from './engine';

/**
 * Checks that a batch has the network's shapes. Whether its numbers are finite is checked where files are read, not here.
 * @throws InputError that names the field and what it must be
 */
export function checkBatch({ network, weights, count, steps, ...lesson }: Batch & Partial<Lesson>): void {
  const { inputs, neurons, outputs } = network;
  const matrix = (name: string, given: Matrix | undefined, rows: number, columns: number) => {
    if (!given) return;
    const wrong = given.find((row) => row.length !== columns);
    if (given.length !== rows || wrong) throw new InputError(`${name} is ${given.length} × ${(wrong ?? given[0])?.length ?? 0}, must be ${rows} × ${columns}`);
  };
  for (const [name, value] of Object.entries({ count, steps, neurons, outputs })) {
    if (!Number.isInteger(value) || value < 1) throw new InputError(`${name} is ${value}, must be an integer, at least 1`);
  }
  matrix('weights.input', weights.input, inputs, neurons);
  matrix('weights.recurrent', weights.recurrent, neurons, neurons);
  matrix('weights.output', weights.output, neurons, outputs);
  matrix('weights.bias', [weights.bias], 1, outputs);
  matrix('beta', [Float64Array.from(network.beta)], 1, neurons);
  matrix('feedback', lesson.feedback, neurons, outputs);
  matrix('modulation', lesson.modulation, neurons, neurons);
  matrix('places.input', lesson.places?.input, inputs, neurons);
  matrix('places.recurrent', lesson.places?.recurrent, neurons, neurons);
}

/**
 * The trials of a batch, one after the other as they are asked for.
 * @throws InputError where they are more or fewer than announced, or one has another length or an input that the network has not
 */
export function* trialsOf({ trials, count, steps, network: { inputs } }: Batch): Generator<Trial, undefined> {
  const rest = trials[Symbol.iterator]();
  for (let n = 0; n < count; n++) {
    const { value, done } = rest.next();
    if (done) throw new InputError(`the batch ends after ${n} trials, ${count} were announced`);
    const { input } = value as Trial;
    if (stepsOf(input) !== steps) throw new InputError(`trial ${n} has ${stepsOf(input)} steps, ${steps} were announced`);
    for (const channel of input.channels) if (channel >= inputs) throw new InputError(`input ${channel} spikes in trial ${n}, the network has inputs 0 … ${inputs - 1}`);
    if (n === count - 1 && !rest.next().done) throw new InputError(`the batch goes on after ${count} trials, no more were announced`);
    yield value;
  }
}
