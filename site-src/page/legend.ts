import { escaped } from '../common/escaped';
import { labelOf } from './charts';
import type { Trainee } from './training';

/** Lists the networks in training, each with its last loss and accuracy. */
export function drawLegend(table: HTMLTableElement, trainees: readonly Trainee[]): void {
  table.tBodies[0].innerHTML = trainees.map(({ rule, silence, curve }) => {
    const { loss, accuracy } = curve.at(-1) ?? {};
    const look = `rule-${rule}${silence ? ' fork' : ''}`;
    return legendRow(look, nameOf({ rule, silence }), loss, accuracy);
  }).join('');
}

/** Writes a row of the legend: a sample of the line, a name, loss, share of right answers. Not known yet, or not at all: a dash. */
export function legendRow(look: string, name: string, loss?: number, accuracy?: number | null): string {
  const sample = '<svg viewBox="0 0 24 8" aria-hidden="true"><path class="line" d="M0 4H24"/></svg>';
  const right = typeof accuracy === 'number' ? `${Math.round(100 * accuracy)} %` : '–';
  return `<tr class="${look}"><th scope="row">${sample}${escaped(name)}</th><td>${loss?.toFixed(2) ?? '–'}</td><td>${right}</td></tr>`;
}

/** Says how the networks fare, for those who hear the page. */
export function saidOf(trainees: readonly Trainee[], iteration: number): string {
  const begun = trainees.filter(({ curve }) => curve.length > 0);
  const losses = begun.map((trainee) => `${nameOf(trainee)} ${trainee.curve.at(-1)!.loss.toFixed(2)}`);
  return `Iteration ${iteration}: loss ${losses.join(', ')}`;
}

function nameOf({ rule, silence }: Pick<Trainee, 'rule' | 'silence'>): string {
  return silence ? `${labelOf(rule)}, ${silence.pairs.replaceAll('>', '→')} silent from ${silence.from}` : labelOf(rule);
}
