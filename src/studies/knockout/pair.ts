import { InputError } from '../../core/errors';

/** A cell type's name, as the settings list it. */
export interface NamedType {
  readonly name: string;
}

/** Who speaks to whom: names of cell types. */
export interface Pair {
  readonly sender: string;
  readonly receiver: string;
}

/**
 * Says how a pair is written: sender>receiver.
 * @example nameOfPair({ sender: 'E', receiver: 'I' }) // 'E>I'
 */
export function nameOfPair({ sender, receiver }: Pair): string {
  return `${sender}>${receiver}`;
}

/** Lists every pair of cell types, by name. */
export function pairsOf(cellTypes: readonly NamedType[]): Pair[] {
  const names = cellTypes.map(({ name }) => name).sort();
  return names.flatMap((sender) => names.map((receiver) => ({ sender, receiver })));
}

/**
 * Finds the pair that is written so.
 * @throws InputError listing the pairs there are
 * @example pairOf('E>I', settings().network.cellTypes) // { sender: 'E', receiver: 'I' }
 */
export function pairOf(text: string, cellTypes: readonly NamedType[]): Pair {
  const plain = text.trim().replace(/\s*>\s*/g, '>');
  const pairs = pairsOf(cellTypes);
  const found = pairs.filter((pair) => nameOfPair(pair) === plain);
  if (found.length === 1) return found[0];
  const why = found.length === 0 ? 'is no pair of cell types' : 'names more than one pair of cell types';
  throw new InputError(`${JSON.stringify(text)} ${why}; allowed is sender>receiver, one of ${pairs.map(nameOfPair).join(', ')}`);
}

/**
 * Finds the places of the sender and the receiver in the list of cell types.
 * @throws InputError listing the pairs there are
 */
export function typesOfPair(pair: Pair, cellTypes: readonly NamedType[]): { sender: number; receiver: number } {
  const { sender, receiver } = pairOf(nameOfPair(pair), cellTypes);
  return { sender: cellTypes.findIndex(({ name }) => name === sender), receiver: cellTypes.findIndex(({ name }) => name === receiver) };
}
