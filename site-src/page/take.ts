import { formatCurve } from 'mdgl/browser';
import type { PageState } from './address';
import { labelOf } from './charts';
import type { Trainee } from './training';

/** Writes the commands that give the same digits in Node. */
export function commandOf({ preset, seed, changes }: PageState, { rule, silence }: Pick<Trainee, 'rule' | 'silence'>): string {
  const settings = [`--preset ${preset}`, ...Object.entries(changes).map(([place, value]) => `--set ${quoted(`${place}=${value}`)}`)];
  const run = `--rule ${rule} --seed ${seed} ${settings.join(' ')}`;
  return silence
    ? `npx mdgl knockout ${run} --silence ${quoted(silence.pairs)} --from ${silence.from} --out ${rule}-${seed}-silent`
    : `npx mdgl train ${run} --out ${rule}-${seed}.csv`;
}

/** Lists each network with its command and its curve as a file, which holds what the command writes. */
export function drawTake(place: Element, state: PageState, trainees: readonly Trainee[]): void {
  place.replaceChildren(...trainees.map((trainee) => {
    const item = document.createElement('div');
    const code = document.createElement('code');
    code.textContent = commandOf(state, trainee);
    item.append(code);
    if (!trainee.silence) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = `Download CSV of ${labelOf(trainee.rule)}`;
      button.onclick = () => download(`${trainee.rule}-${state.seed}.csv`, formatCurve(trainee.curve));
      item.append(button);
    }
    return item;
  }));
}

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Quotes for a shell what it would not take as it is. */
function quoted(text: string): string {
  return /^[\w.=,:-]+$/.test(text) ? text : `"${text}"`;
}
