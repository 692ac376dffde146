import { InputError } from '../../core/errors';
import { mapMatrix, type Matrix } from '../../core/network/matrix';
import { networkOf } from '../../core/network/network';
import { rules } from '../../core/rules';
import type { Rule } from '../../core/rules/rule';
import { typeMeans } from '../../core/rules/type-means';
import type { Run } from '../../core/training/run';
import { nameOfPair, typesOfPair, type NamedType, type Pair } from './pair';
import { silentPlaces } from './silent-places';

/**
 * A change of what one cell type says to another, of the block G[p in receiver, j in sender]:
 * `silence` makes it 0; `scale` multiplies it; under `freeze` the mean w̄ of the block keeps its value, while who hears
 * whom goes on as the rule says (MDGL: where there is a connection now).
 */
type PairChange = Pair & ({ readonly how: 'silence' | 'freeze' } | { readonly how: 'scale'; readonly factor: number });

/** A control: G is 0 at a share of the initially connected places, whatever the cell types, see {@link silentPlaces}. */
export interface RandomSilence {
  readonly how: 'silence';
  /** Above 0, at most 1. */
  readonly share: number;
}

/** What is changed in G. */
export type Change = PairChange | RandomSilence;

export function isOfPair(change: Change): change is PairChange {
  return !('share' in change);
}

/**
 * Says how the place of a change is written.
 * @example nameOfChange({ how: 'silence', share: 0.66 }) // 'random:0.66'
 */
export function nameOfChange(change: Change): string {
  return isOfPair(change) ? nameOfPair(change) : `random:${change.share}`;
}

/** The rules whose G is made of means of blocks, and the entries that each mean is over and stands for. */
const MEANS: Readonly<Record<string, 'nonzero' | 'all'>> = { mdgl: 'nonzero', 'nl-mdgl': 'all', 'on-mdgl': 'nonzero' };

/**
 * Refuses changes that cannot be made.
 * @throws InputError for a rule under which neurons do not hear one another, a pair there is not or that is named twice, a
 * share that is none, two shares, or freezing under a rule without means
 */
export function checkChanges(changes: readonly Change[], rule: Rule, cellTypes: readonly NamedType[]): void {
  if (changes.length === 0) return;
  if (!rule.modulation) {
    const allowed = rules.filter(({ modulation }) => modulation).map(({ id }) => id);
    throw new InputError(`rule ${rule.id}: cell types say nothing to one another that could be changed; allowed is ${allowed.join(', ')}`);
  }
  for (const [n, change] of changes.entries()) {
    if (!isOfPair(change)) {
      checkShare(change, changes.slice(0, n));
      continue;
    }
    typesOfPair(change, cellTypes);
    const other = changes.slice(0, n).find((earlier) => nameOfChange(earlier) === nameOfPair(change));
    if (other) throw new InputError(`${nameOfPair(change)} is named twice (${other.how}, ${change.how}); allowed is one change of a pair`);
    if (change.how === 'scale' && !Number.isFinite(change.factor)) {
      throw new InputError(`scale ${nameOfPair(change)}=${change.factor}: the factor must be a finite number`);
    }
    if (change.how === 'freeze' && !MEANS[rule.id]) {
      throw new InputError(
        `freeze ${nameOfPair(change)}: ${rule.id} takes no means of blocks that could be kept; allowed with `
          + `${Object.keys(MEANS).join(', ')}`
      );
    }
  }
}

function checkShare(change: RandomSilence, earlier: readonly Change[]): void {
  if (!(change.share > 0 && change.share <= 1)) {
    throw new InputError(`silence ${nameOfChange(change)}: the share must be a number above 0, at most 1, such as random:0.66`);
  }
  const other = earlier.find((each) => !isOfPair(each));
  if (other) throw new InputError(`silence has both ${nameOfChange(other)} and ${nameOfChange(change)}; allowed is one random share`);
}

/**
 * Makes changes a function of G, for `Run.modulation`; any other such function makes an experiment too. A random silence
 * prevails over changes of pairs.
 * @param recurrent W_rec (pre, post) when the changes set in: freezing keeps its means
 * @throws InputError as {@link checkChanges}
 * @example
 * const silent = modulationWith([{ sender: 'E', receiver: 'I', how: 'silence' }], run, weightsOf(progress.state).recurrent);
 * train({ ...run, modulation: silent }, engine, progress); // from here on no I hears any E
 */
export function modulationWith(
  changes: readonly Change[],
  run: Pick<Run, 'rule' | 'settings' | 'seed' | 'task'>,
  recurrent: Matrix
): (G: Matrix) => Matrix {
  const { rule, settings, task } = run;
  const { cellTypes } = settings.network;
  checkChanges(changes, rule, cellTypes);
  const { types } = networkOf(settings, task);
  const means = typeMeans(recurrent, types, cellTypes.length, MEANS[rule.id] ?? 'nonzero');
  const blocks: ((g: number) => number)[][] = cellTypes.map(() => []);
  for (const change of changes.filter(isOfPair)) {
    const { sender, receiver } = typesOfPair(change, cellTypes);
    blocks[receiver][sender] = entryOf(change, means[receiver][sender], MEANS[rule.id]);
  }
  const random = changes.find((change): change is RandomSilence => !isOfPair(change));
  const silent = random && silentPlaces(random.share, run);
  return (G) => mapMatrix(G, (g, p, j) => silent?.[p][j] ? 0 : blocks[types[p]][types[j]]?.(g) ?? g);
}

/** Makes the function of what becomes of an entry of G. */
function entryOf(change: PairChange, mean: number, which?: 'nonzero' | 'all'): (g: number) => number {
  switch (change.how) {
    case 'silence': return () => 0;
    case 'scale': return (g) => change.factor * g;
    case 'freeze': return which === 'all' ? () => mean : (g) => g === 0 ? 0 : mean;
  }
}
