import { stylesOf, type RuleStyle } from '../../plot/colors';

/** Colour of what was changed: darker than any rule's but black, and apart from each of them for colour-blind readers too. */
const changedColor = '#3b0f70';

/**
 * Lists the looks of the two curves: the untouched one has the rule's own colour; the changed one is thinner and lies on it, so that both
 * are seen where they are the same.
 * @param changed what the other is called
 */
export function knockoutStyles(rule: string, changed: string): Map<string, RuleStyle> {
  return new Map([
    ['untouched', { label: 'untouched', color: stylesOf([rule]).get(rule)!.color, width: 2.3 }],
    ['changed', { label: changed, color: changedColor, width: 1 }],
  ]);
}
