import type { Matrix } from '../../core/network/matrix';
import type { Network } from '../../core/network/network';
import { typeMeans } from '../../core/rules/type-means';

/** What MDGL lets one cell type say to another. */
export interface TypeSignal {
  /** Type that emits the signal: the postsynaptic side of the synapses below. */
  readonly sender: string;
  /** Type that receives it: their presynaptic side. */
  readonly receiver: string;
  /** w̄[receiver][sender]: mean weight of the connections from receiver to sender; 0 where there is none. */
  readonly mean: number;
  /** How many connections that mean is of. */
  readonly connections: number;
}

/**
 * Computes the matrix w̄ of MDGL, pair by pair. A signal runs against the synapses whose mean weighs it: what E says to I
 * (`sender` E, `receiver` I) is weighed by the synapses from I to E, and so is negative.
 * @param recurrent (pre, post)
 * @param typeNames by number of the cell type
 */
export function typeSignals(
  recurrent: Matrix,
  { types, cellTypes }: Pick<Network, 'types' | 'cellTypes'>,
  typeNames: readonly string[]
): TypeSignal[] {
  const means = typeMeans(recurrent, types, cellTypes, 'nonzero');
  const counts = typeNames.map(() => typeNames.map(() => 0));
  recurrent.forEach((row, p) => row.forEach((w, j) => { if (w !== 0) counts[types[p]][types[j]]++; }));
  return typeNames.flatMap((sender, b) =>
    typeNames.map((receiver, a) => ({ sender, receiver, mean: means[a][b], connections: counts[a][b] }))
  );
}
