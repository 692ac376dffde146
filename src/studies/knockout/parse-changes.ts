import { InputError } from '../../core/errors';
import { cell } from '../../core/tables/runs-csv';
import { nameOfChange, type Change, type RandomSilence } from './change';
import { pairOf, type NamedType } from './pair';

/** Changes as a command line gives them: pairs with commas between, for `scale` each with its factor. */
export interface ChangeTexts {
  /** In place of a pair also random:share, see {@link RandomSilence}. */
  readonly silence?: string;
  readonly freeze?: string;
  readonly scale?: string;
}

/**
 * Reads changes, each kind by name of its pairs: what is the same in another order is the same plan.
 * @throws InputError for a pair there is not, or a factor or a share that is none
 * @example
 * parseChanges({ silence: 'E>I', scale: 'E>E=0.5' }, settings().network.cellTypes)
 * // [{ sender: 'E', receiver: 'I', how: 'silence' }, { sender: 'E', receiver: 'E', how: 'scale', factor: 0.5 }]
 */
export function parseChanges({ silence, freeze, scale }: ChangeTexts, cellTypes: readonly NamedType[]): Change[] {
  return [
    ...inOrder(
      partsOf(silence).map((text) => randomSilence(text) ?? { ...named('silence', text, text, cellTypes), how: 'silence' as const })
    ),
    ...inOrder(partsOf(freeze).map((text) => ({ ...named('freeze', text, text, cellTypes), how: 'freeze' as const }))),
    ...inOrder(partsOf(scale).map((text) => scaling(text, cellTypes))),
  ];
}

function inOrder(changes: Change[]): Change[] {
  return changes.sort((a, b) => nameOfChange(a) < nameOfChange(b) ? -1 : 1);
}

function partsOf(list?: string): string[] {
  return list === undefined ? [] : list.split(',').map((text) => text.trim());
}

/** Reads the share in random:share; undefined for another text. */
function randomSilence(text: string): RandomSilence | undefined {
  const [, number] = /^random\s*:\s*([^>]*)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const share = cell.fraction.read(number);
  if (share) return { how: 'silence', share };
  throw new InputError(
    `silence ${JSON.stringify(text)}: has no share; allowed is random:number, the number above 0, at most 1, such as random:0.66`
  );
}

function scaling(text: string, cellTypes: readonly NamedType[]): Change {
  const [, pair, number] = /^(.*?)\s*=\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)$/i.exec(text) ?? [];
  if (pair === undefined || !Number.isFinite(Number(number))) {
    throw new InputError(`scale ${JSON.stringify(text)}: has no factor; allowed is sender>receiver=number, such as E>I=0.5`);
  }
  return { ...named('scale', text, pair, cellTypes), how: 'scale', factor: Number(number) };
}

function named(how: string, text: string, pair: string, cellTypes: readonly NamedType[]) {
  try {
    return pairOf(pair, cellTypes);
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`${how}${pair === text ? '' : ` ${text}:`} ${error.message}`);
    throw error;
  }
}

/**
 * Changes in words.
 * @example
 * describeChanges(parseChanges({ silence: 'E>I,I>E', scale: 'E>E=0.5' }, settings().network.cellTypes)) // 'E>I, I>E silent; E>E × 0.5'
 */
export function describeChanges(changes: readonly Change[]): string {
  const words = new Map<string, string[]>();
  for (const change of changes) {
    const how = change.how === 'scale' ? `× ${change.factor}` : change.how === 'freeze' ? 'frozen' : 'silent';
    words.set(how, [...words.get(how) ?? [], nameOfChange(change)]);
  }
  return [...words].map(([how, pairs]) => `${pairs.join(', ')} ${how}`).join('; ') || 'nothing changed';
}
