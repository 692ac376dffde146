import { readNetworkCase } from '../cases/case';
import { InputError } from '../errors';
import { caseLesson } from '../record/case-lesson';
import { goldenForm, type GoldenForm } from '../record/golden-form';
import { ruleOf } from '../rules';
import type { RecordOptions } from './record-options';

/** Prints recordings of one trial of a case, in the form of the golden cases. */
export function recordJson(path: string, { rule, feedback, neurons, synapses, inputSynapses, trial = 0 }: RecordOptions): void {
  const file = readNetworkCase(path);
  if (!neurons && !synapses && !inputSynapses) throw new InputError('--json: nothing is named; give --neurons, --synapses or --input-synapses');
  const form = goldenForm(caseLesson(file, path, ruleOf(rule), feedback), { trial, neurons, synapses, inputSynapses });
  mustBeFinite(form, path);
  process.stdout.write(`${JSON.stringify(form)}\n`);
}

/** JSON knows no infinite numbers. */
function mustBeFinite({ neurons, recurrentTraces, inputTraces }: GoldenForm, path: string): void {
  const traces = [...recurrentTraces, ...inputTraces].map(({ eligibility }) => eligibility);
  const all = [...Object.values(neurons).flatMap((signals) => Object.values(signals)), ...traces];
  if (!all.every((values) => values.every(Number.isFinite))) throw new InputError(`${path}: the numbers overflow; weights and constants must be small enough to compute with`);
}
