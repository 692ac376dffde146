import { labelOf } from './charts';

/** Writes the options of a choice between rules. */
export function options(rules: readonly string[], chosen: string): string {
  return rules.map((rule) => `<option value="${rule}"${rule === chosen ? ' selected' : ''}>${labelOf(rule)}</option>`).join('');
}
