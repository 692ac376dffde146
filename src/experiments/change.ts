import type { Settings } from '../config';
import { InputError } from '../errors';
import { mapMatrix, type Matrix } from '../network/matrix';
import { networkOf } from '../network/network';
import { rules } from '../rules';
import type { Rule } from '../rules/rule';
import { typeMeans } from '../rules/type-means';
import { nameOf, placesOf, type NamedType, type Pair } from './pair';

/**
 * A change of what one cell type says to another, of the block G[p in receiver, j in sender]:
 * `silence` makes it 0; `scale` multiplies it; under `freeze` the mean w̄ of the block keeps its value, while who hears
 * whom goes on as the rule says (MDGL: where there is a connection now).
 */
export type Change = Pair & ({ readonly how: 'silence' | 'freeze' } | { readonly how: 'scale'; readonly factor: number });

/** The rules whose G is made of means of blocks, and the entries that each mean is over and stands for. */
const MEANS: Readonly<Record<string, 'nonzero' | 'all'>> = { mdgl: 'nonzero', 'nl-mdgl': 'all', 'on-mdgl': 'nonzero' };

/**
 * Refuses changes that cannot be made.
 * @throws InputError for a rule under which neurons do not hear one another, a pair there is not or that is named twice, or
 * freezing under a rule without means
 */
export function checkChanges(changes: readonly Change[], rule: Rule, cellTypes: readonly NamedType[]): void {
  if (changes.length === 0) return;
  if (!rule.modulation) {
    const allowed = rules.filter(({ modulation }) => modulation).map(({ id }) => id);
    throw new InputError(`rule ${rule.id}: cell types say nothing to one another that could be changed; allowed is ${allowed.join(', ')}`);
  }
  for (const [n, change] of changes.entries()) {
    placesOf(change, cellTypes);
    const other = changes.slice(0, n).find((earlier) => nameOf(earlier) === nameOf(change));
    if (other) throw new InputError(`${nameOf(change)} is named twice (${other.how}, ${change.how}); allowed is one change of a pair`);
    if (change.how === 'scale' && !Number.isFinite(change.factor)) throw new InputError(`scale ${nameOf(change)}=${change.factor}: the factor must be a finite number`);
    if (change.how === 'freeze' && !MEANS[rule.id]) {
      throw new InputError(`freeze ${nameOf(change)}: ${rule.id} takes no means of blocks that could be kept; allowed with ${Object.keys(MEANS).join(', ')}`);
    }
  }
}

/**
 * The changes as a function of G, for `Run.modulation`; any other such function makes an experiment too.
 * @param recurrent W_rec (pre, post) when the changes set in: freezing keeps its means
 * @throws InputError as {@link checkChanges}
 * @example
 * const silent = modulationWith([{ sender: 'E', receiver: 'I', how: 'silence' }], run, weightsOf(progress.state).recurrent);
 * train({ ...run, modulation: silent }, engine, progress); // from here on no I hears any E
 */
export function modulationWith(changes: readonly Change[], { rule, settings }: { rule: Rule; settings: Settings }, recurrent: Matrix): (G: Matrix) => Matrix {
  const { cellTypes } = settings.network;
  checkChanges(changes, rule, cellTypes);
  const { types } = networkOf(settings);
  const means = typeMeans(recurrent, types, cellTypes.length, MEANS[rule.id] ?? 'nonzero');
  const blocks: ((g: number) => number)[][] = cellTypes.map(() => []);
  for (const change of changes) {
    const { sender, receiver } = placesOf(change, cellTypes);
    blocks[receiver][sender] = entryOf(change, means[receiver][sender], MEANS[rule.id]);
  }
  return (G) => mapMatrix(G, (g, p, j) => blocks[types[p]][types[j]]?.(g) ?? g);
}

/** What becomes of an entry of G. */
function entryOf(change: Change, mean: number, which?: 'nonzero' | 'all'): (g: number) => number {
  switch (change.how) {
    case 'silence': return () => 0;
    case 'scale': return (g) => change.factor * g;
    case 'freeze': return which === 'all' ? () => mean : (g) => g === 0 ? 0 : mean;
  }
}
