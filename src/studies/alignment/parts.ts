import type { Gradients, Lesson } from '../../core/engine/engine';
import type { Matrix } from '../../core/network/matrix';

/** Part of the weights that a rule learns: a matrix, or a block of it, or both matrices. */
export interface Part {
  readonly name: string;
  /** Both where it is missing. */
  readonly matrix?: 'input' | 'recurrent';
  /** Cell type of the presynaptic neuron; any where it is missing. */
  readonly pre?: number;
  /** Cell type of the postsynaptic neuron; any where it is missing. */
  readonly post?: number;
}

/**
 * Lists the parts in which gradients are compared: `all`, each matrix, the inputs by the type that receives them (`input E`), and
 * the recurrent synapses by presynaptic and postsynaptic type (`recurrent E>I`: from E to I). The readout takes the exact
 * gradient under every rule and is not compared.
 * @param typeNames by number of the cell type
 * @example partsOf(['E']).map((part) => part.name) // ['all', 'input', 'recurrent', 'input E', 'recurrent E>E']
 */
export function partsOf(typeNames: readonly string[]): Part[] {
  return [
    { name: 'all' },
    { name: 'input', matrix: 'input' },
    { name: 'recurrent', matrix: 'recurrent' },
    ...typeNames.map((to, post): Part => ({ name: `input ${to}`, matrix: 'input', post })),
    ...typeNames.flatMap((from, pre) =>
      typeNames.map((to, post): Part => ({ name: `recurrent ${from}>${to}`, matrix: 'recurrent', pre, post }))
    ),
  ];
}

/**
 * Finds the entries of a gradient that belong to a part, one after the other.
 * @param places where synapses are (not 0); other entries do not count
 * @param types cell type of each neuron
 */
export function entriesOf(
  { matrix, pre, post }: Part,
  gradients: Pick<Gradients, 'input' | 'recurrent'>,
  places: NonNullable<Lesson['places']>,
  types: readonly number[]
): number[] {
  const entries: number[] = [];
  const add = (values: Matrix, isPlace: Matrix, isSender: (q: number) => boolean) => values.forEach((row, q) => {
    if (isSender(q)) {
      row.forEach((value, p) => {
        if (isPlace[q][p] !== 0 && (post === undefined || types[p] === post)) entries.push(value);
      });
    }
  });
  if (matrix !== 'recurrent') add(gradients.input, places.input, () => true);
  if (matrix !== 'input') add(gradients.recurrent, places.recurrent, (q) => pre === undefined || types[q] === pre);
  return entries;
}
