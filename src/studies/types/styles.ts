import { ruleStyles, type RuleStyle } from '../../plot/colors';
import type { Split, TypesResult } from './numbers';

/** Colours of the two ways to split cell types; they stay apart from MDGL's green, in grey too. */
const SPLITS: Readonly<Record<Exclude<Split, 'own'>, { name: string; color: string }>> = {
  random: { name: 'split at random', color: '#8d7fc9' },
  clusters: { name: 'split by clusters', color: '#00706b' },
};

const ONE_TYPE = '#7f7f7f';

/** Gives the looks of a study's rules; each curve is named by its number of types. */
export function typesStyles(results: readonly TypesResult[]): Map<string, RuleStyle> {
  return new Map(results.map(({ rule, types, split }): [string, RuleStyle] => {
    // the finer a split, the wider its line
    if (split !== 'own') return [rule, { label: `${types} ${split}`, color: SPLITS[split].color, width: 0.5 + types / 8 }];
    const look = rule === 'mdgl-1' ? { label: '1 type', color: ONE_TYPE } : ruleStyles[rule];
    return [rule, { ...look, width: 1.7, ...(rule === 'mdgl' && { label: `${types} type${types > 1 ? 's' : ''}: MDGL` }) }];
  }));
}

/** Names the ways to split, with their colours. */
export const splitKey = Object.values(SPLITS);
