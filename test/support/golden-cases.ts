import { casesIn, verify, type Verdict } from '../../src/cases/verify';
import type { Engine } from '../../src/core/engine';
import { rules } from '../../src/core/rules';
import { FAMILY, GENERAL, GOLDEN } from './golden';

/** Golden cases that have recordings too. */
export const RECORDED = ['empty-block', 'four-types', 'lif-only', 'rate-penalty', 'two-types'];
/** The first cases know nothing of the trace without reset. */
const FIRST_RULES = rules.map((rule) => rule.id).filter((id) => id !== 'e-prop-no-reset');
const WITH_RANDOM = [...FIRST_RULES, 'e-prop-random', 'mdgl-random'];

/** All golden cases, and the rules whose gradients each has. */
export const goldenCases = [
  ...[...RECORDED, 'silent'].map((name) => ({ name, folder: GOLDEN, expected: WITH_RANDOM })),
  { name: 'paper-size', folder: GOLDEN, expected: ['bptt', 'e-prop', 'mdgl', 'on-mdgl', 'e-prop-random', 'mdgl-random'] },
  ...['every-step', 'delay-3'].map((name) => ({ name, folder: FAMILY, expected: FIRST_RULES })),
  ...['window', 'window-accuracy', 'dense-no-refractory', 'constants-per-neuron'].map((name) => (
    { name, folder: GENERAL, expected: [...WITH_RANDOM, 'e-prop-no-reset', 'e-prop-no-reset-random'] }
  )),
];

/** What verify says of a case on an engine. */
export async function verdictsOn(path: string, engine: Engine): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for await (const verdict of verify(casesIn([path]), [engine])) verdicts.push(verdict);
  return verdicts;
}
