import { readNetworkCase } from '../cases/case';
import { caseLesson } from '../cases/lesson';
import { InputError } from '../core/errors';
import { ruleOf } from '../core/rules';
import { goldenForm, goldenRequest, type GoldenForm } from '../record/golden-form';
import type { RecordOptions } from './record-options';
import { sayTextSize } from './record-size';

/** Prints recordings of one trial of a case, in the form of the golden cases. */
export function recordJson(path: string, { rule, feedback, neurons, synapses, inputSynapses, trial = 0, maxBytes }: RecordOptions): void {
  const file = readNetworkCase(path);
  if (!neurons && !synapses && !inputSynapses) {
    throw new InputError('--json: nothing is named; give --neurons, --synapses or --input-synapses');
  }
  const [lesson, choice] = [{ ...caseLesson(file, path, ruleOf(rule), feedback), maxBytes }, { trial, neurons, synapses, inputSynapses }];
  sayTextSize(goldenRequest(lesson, choice), {});
  const form = goldenForm(lesson, choice);
  mustBeFinite(form, path);
  process.stdout.write(`${JSON.stringify(form)}\n`);
}

/** Refuses infinite numbers, which JSON does not know. */
function mustBeFinite({ neurons, recurrentTraces, inputTraces }: GoldenForm, path: string): void {
  const check = (what: string, values: readonly number[]) => {
    const step = values.findIndex((value) => !Number.isFinite(value));
    if (step < 0) return;
    throw new InputError(`${path}: ${what} is ${values[step]} at step ${step}; weights and constants must be small enough to compute with`);
  };
  for (const [p, recorded] of Object.entries(neurons)) {
    for (const [signal, values] of Object.entries(recorded)) check(`${signal} of neuron ${p}`, values);
  }
  for (const { pre, post, eligibility } of [...recurrentTraces, ...inputTraces]) {
    check(`eligibility of synapse ${pre}>${post}`, eligibility);
  }
}
