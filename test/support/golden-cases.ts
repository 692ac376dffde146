import { casesIn, verify, type Verdict } from '../../src/cases/verify';
import type { Engine } from '../../src/core/engine';
import { rules } from '../../src/core/rules';
import { FAMILY, GOLDEN } from './golden';

/** Golden cases that have recordings too. */
export const RECORDED = ['empty-block', 'four-types', 'lif-only', 'rate-penalty', 'two-types'];
const ALL_RULES = [...rules.map((rule) => rule.id), 'e-prop-random', 'mdgl-random'];

/** All golden cases, and the rules whose gradients each has. */
export const goldenCases = [
  ...[...RECORDED, 'silent'].map((name) => ({ name, folder: GOLDEN, expected: ALL_RULES })),
  { name: 'paper-size', folder: GOLDEN, expected: ['bptt', 'e-prop', 'mdgl', 'on-mdgl', 'e-prop-random', 'mdgl-random'] },
  ...['every-step', 'delay-3'].map((name) => ({ name, folder: FAMILY, expected: rules.map((rule) => rule.id) })),
];

/** What verify says of a case on an engine. */
export async function verdictsOn(path: string, engine: Engine): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for await (const verdict of verify(casesIn([path]), [engine])) verdicts.push(verdict);
  return verdicts;
}
