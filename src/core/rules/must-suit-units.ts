import { InputError } from '../errors';
import type { Rule } from './rule';

/** @throws InputError for a rule that rate units do not have: they have the exact gradient, and RFLO's trace of the leak */
export function mustSuitUnits(rule: Rule, { units }: { readonly units?: string }): void {
  if (units !== 'tanh' || rule.credit === 'exact' || (rule.trace === 'leak' && !rule.modulation)) return;
  throw new InputError(`rule ${rule.id}: is of spiking neurons (network.units is "tanh"); allowed with rate units are bptt, rflo`);
}
