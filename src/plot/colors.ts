/** How a rule looks in every figure. */
export interface RuleStyle {
  /** The name that is printed. */
  label: string;
  /** sRGB as #rrggbb. */
  color: string;
  /** Dashes of its curve, which tell it from others in grey where many share a panel. */
  dash?: number[];
  /** Width of its curve in pixels. */
  width?: number;
}

/**
 * One look a rule, in the order in which rules are listed. Black, green and magenta are those of the published figure, in shades that also
 * differ in lightness (L* 0, 56, 40), so that they stay apart in grey; any two colours here stay apart for colour-blind readers (smallest
 * CIELAB distance 17 for red- and green-blind, 14 for blue-blind readers).
 */
export const ruleStyles: Readonly<Record<string, RuleStyle>> = {
  bptt: { label: 'BPTT', color: '#000000' },
  mdgl: { label: 'MDGL', color: '#1e9a45' },
  'e-prop': { label: 'e-prop', color: '#b0127b' },
  'e-prop-no-reset': { label: 'e-prop, no reset', color: '#8430fc' },
  'mdgl-bca': { label: 'MDGLbca', color: '#2448b0' },
  'nl-mdgl': { label: 'NL-MDGL', color: '#d9790b' },
  'on-mdgl': { label: 'OnMDGL', color: '#3a9bd0' },
  rflo: { label: 'RFLO', color: '#5a4634' },
};

const spareColors = ['#7f7f7f', '#8d7fc9', '#8a8a00', '#00706b'];
const longestLabel = 16;

/**
 * Lists the looks of the given rules, in the order in which figures and tables list them: ours first, then others by name. A rule that is
 * not in {@link ruleStyles} is printed by its id and gets one of four spare colours.
 * @example stylesOf(['mine', 'mdgl']) // mdgl → MDGL, green; mine → mine, grey
 */
export function stylesOf(rules: Iterable<string>): Map<string, RuleStyle> {
  const present = new Set(rules);
  const known = Object.keys(ruleStyles).filter((rule) => present.has(rule));
  const others = [...present].filter((rule) => !Object.hasOwn(ruleStyles, rule)).sort();
  const styles = new Map(known.map((rule) => [rule, ruleStyles[rule]]));
  for (const [i, rule] of others.entries()) {
    const label = rule.length > longestLabel ? `${rule.slice(0, longestLabel - 1)}…` : rule;
    styles.set(rule, { label, color: spareColors[i % spareColors.length] });
  }
  return styles;
}

/** Lists what is printed of each rule. */
export function labelsOf(styles: ReadonlyMap<string, RuleStyle>): string[] {
  return [...styles.values()].map(({ label }) => label);
}

/**
 * Colours of cell types, which differ in lightness too (L* 60, 33, 78, 20), and stay apart for colour-blind readers. Further types take
 * them again.
 */
const cellColors = ['#d9790b', '#2448b0', '#8fc7e8', '#4a2a12'];

/** @example cellColor(1) // '#2448b0' */
export function cellColor(type: number): string {
  return cellColors[type % cellColors.length];
}

/**
 * Makes the scale of signed numbers up to a largest size: orange below 0, white 0, blue above, the colours of inhibitory and excitatory
 * neurons. The ends differ for colour-blind readers and have the same lightness.
 */
export function signedColors(largest: number) {
  return { domain: [-largest, 0, largest], range: ['#c2610c', '#ffffff', '#2f6db3'], interpolate: 'rgb' as const, nice: false };
}
