import { rules, type Settings } from 'mdgl/browser';
import { escaped } from '../common/escaped';
import { wholeOf, type PageState } from './address';
import { valueAt } from './changes';
import { labelOf } from './charts';
import { choices, type Choice } from './choices';

/** A field of a setting: its control, its place in the settings, what it is called. */
type Field = readonly [control: string, place: string, label: string];

/** What a field asks for: a state in which something else stands. */
export type Change = (state: PageState) => PageState;

/** Draws the fields of a state. @param change is called with what a field asks for */
export function drawControls(
  form: HTMLFormElement, state: PageState, settings: Settings, change: (change: Change, field: HTMLElement) => void
): void {
  const fields = fieldsOf(settings);
  // Fields that stand stay: who is in one of them goes on from there.
  const drawn = JSON.stringify(fields);
  if (form.dataset.drawn !== drawn) form.innerHTML = formOf(fields);
  form.dataset.drawn = drawn;
  const values: Record<string, unknown> = { preset: state.preset, seed: state.seed };
  for (const field of form.querySelectorAll<HTMLInputElement>('[name]')) {
    field.removeAttribute('aria-invalid');
    if (field.type === 'checkbox') field.checked = state.rules.includes(field.value);
    else field.value = String(values[field.name] ?? valueAt(settings, field.name));
  }
  form.onsubmit = (event) => event.preventDefault();
  form.onchange = ({ target }) => change(changeOf(target as HTMLInputElement, form), target as HTMLInputElement);
}

function formOf(fields: readonly Field[]): string {
  const presets = Object.entries(choices).map(([id, { name }]) => `<option value="${id}">${name}</option>`);
  const numbers = fields.map(([control, place, label]) => `<label data-control="${control}">${escaped(label)}`
    + `<input type="number" step="any" name="${place}"></label>`);
  const checks = rules.map(({ id }) => `<label class="check"><input type="checkbox" name="rules" value="${id}">${labelOf(id)}</label>`);
  return `<label data-control="preset">preset<select name="preset">${presets.join('')}</select></label>`
    + `<label data-control="seed">seed<input type="number" name="seed" min="1"></label>${numbers.join('')}`
    + `<fieldset data-control="rules"><legend>rules</legend>${checks.join('')}</fieldset>`;
}

/** Lists the fields that these settings have. */
function fieldsOf({ network, task }: Settings): Field[] {
  const neurons = network.cellTypes.flatMap(({ name, lif, alif }, n): Field[] => [
    ...lif > 0 ? [['neurons', `network.cellTypes.${n}.lif`, `${name} neurons`] as const] : [],
    ...alif > 0 ? [['neurons', `network.cellTypes.${n}.alif`, `${name} neurons, adaptive`] as const] : [],
  ]);
  return [
    ...'cues' in task ? [['cues', 'task.cues', 'cues'] as const] : [],
    ...'delayMs' in task ? [['delay', 'task.delayMs', 'delay, ms'] as const] : [],
    ...neurons,
    ['rate', 'training.learningRate', 'learning rate'],
    ['iterations', 'training.iterations', 'iterations'],
  ];
}

function changeOf({ name, value }: HTMLInputElement, form: HTMLFormElement): Change {
  switch (name) {
    case 'preset': return (state) => ({ ...state, preset: value as Choice, changes: {}, silence: undefined });
    case 'seed': return (state) => ({ ...state, seed: wholeOf('seed', value, 1, 2 ** 32 - 1) });
    case 'rules': {
      const checked = new FormData(form).getAll('rules').map(String);
      const both = ({ rules: old }: PageState) => [...old, ...checked.filter((id) => !old.includes(id))];
      return (state) => ({ ...state, rules: both(state).filter((id) => checked.includes(id)) });
    }
    default: return (state) => ({ ...state, changes: { ...state.changes, [name]: value } });
  }
}
