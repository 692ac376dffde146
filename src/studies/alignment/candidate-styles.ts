import { stylesOf, type RuleStyle } from '../../plot/colors';

const dashes: Readonly<Record<string, number[]>> = {
  'mdgl-bca': [7, 1.6],
  'nl-mdgl': [1.6, 1.6],
  'on-mdgl': [4, 1.6],
  rflo: [7, 2, 1.6, 2],
  'rflo-symmetric': [2.5, 3.5],
};

/**
 * Lists the looks of what an alignment study compares: those of the rules, with dashes, and RFLO once more for its symmetric feedback.
 * @example candidateStyles(['mdgl']).get('mdgl') // { label: 'MDGL', color: '#1e9a45', dash: [] }
 */
export function candidateStyles(names: Iterable<string>): Map<string, RuleStyle> {
  const styles = [...stylesOf(names)].map(([name, style]) => {
    const own = name === 'rflo-symmetric' ? { label: 'RFLO symm.', color: '#8a7a63' } : style;
    return [name, { ...own, dash: dashes[name] ?? [] }] as const;
  });
  return new Map(styles);
}
