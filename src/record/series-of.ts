import { InputError } from '../core/errors';
import type { Quantity } from './quantities';
import type { NamedArray, Recording } from './recording';

/** Which numbers of a recording: by default the first of each axis that there is. */
export interface Place {
  /** Number of the trial. */
  readonly trial?: number;
  /** Number of the neuron. */
  readonly neuron?: number;
  /** Number of the input. */
  readonly input?: number;
  /** Recurrent synapse, `3>7`. */
  readonly synapse?: string;
  /** Synapse from an input, `0>5`. */
  readonly inputSynapse?: string;
  /** Name of the sending cell type. */
  readonly sender?: string;
}

/**
 * Returns a recorded quantity over the steps of one trial.
 * @throws InputError if it was not recorded; it says what was
 * @example seriesOf(recording, 'membrane', { neuron: 7 }) // one number a step
 */
export function seriesOf(recording: Recording, quantity: Quantity, place: Place = {}): Float64Array {
  const array = recording.arrays[quantity];
  if (!array) throw new InputError(`${quantity} was not recorded; there are ${Object.keys(recording.arrays).join(', ')}`);
  const [trial, , ...columns] = array.dims.map((axis) => axis === 'step' ? 0 : indexOn(axis, recording.coordinates, place));
  const [, , ...widths] = array.shape;
  const column = columns.reduce((index, n, axis) => index * widths[axis] + n, 0);
  return columnOf(array, trial, column);
}

/**
 * Takes the numbers of one trial and column, by their places in an array [trial][step][…], whose further axes count as one.
 * Whoever wants all columns finds them so without a search for each.
 */
export function columnOf({ data, shape: [, steps, ...widths] }: NamedArray, trial: number, column: number): Float64Array {
  const width = widths.reduce((product, n) => product * n, 1);
  const series = new Float64Array(steps);
  for (let t = 0; t < steps; t++) series[t] = data[(trial * steps + t) * width + column];
  return series;
}

/** Finds the index of a synapse in a recording, the first where none is asked for. */
export function synapseIndex(
  { coordinates: { pre, post, fromInput } }: Pick<Recording, 'coordinates'>,
  { synapse, inputSynapse }: Place
): number {
  if (!pre) throw new InputError('no synapse was recorded');
  const names = Array.from(pre.data, (q, s) => `${fromInput.data[s] ? 'input ' : ''}${q}>${post.data[s]}`);
  const wanted = synapse ?? (inputSynapse === undefined ? names[0] : `input ${inputSynapse}`);
  return found('synapse', names.indexOf(wanted), wanted, names);
}

function indexOn(axis: string, coordinates: Recording['coordinates'], place: Place): number {
  if (axis === 'synapse') return synapseIndex({ coordinates }, place);
  const { data, meanings } = coordinates[axis] as NamedArray;
  const names = Array.from(data, (value) => meanings ? meanings[value] : value);
  const wanted = place[axis as 'trial' | 'neuron' | 'input' | 'sender'] ?? names[0];
  return found(axis, names.indexOf(wanted), wanted, names);
}

function found(axis: string, index: number, wanted: unknown, there: readonly unknown[]): number {
  if (index >= 0) return index;
  const shown = there.length > 10 ? `${there.slice(0, 10).join(', ')}, …` : there.join(', ');
  throw new InputError(`${axis} ${wanted} was not recorded; there are ${shown}`);
}
