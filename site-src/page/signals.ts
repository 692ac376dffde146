import { nameOfPair, type TypeSignal } from 'mdgl/browser';
import { escaped } from '../common/escaped';

/**
 * Shows w̄ of each pair of cell types: a button a pair, which silences it or lets it speak again.
 * @param silent pairs, sender>receiver
 * @param toggle is called with a pair that was clicked
 */
export function drawSignals(
  place: Element, signals: readonly TypeSignal[], silent: readonly string[], toggle: (pair: string) => void
): void {
  const largest = Math.max(...signals.map(({ mean }) => Math.abs(mean)), Number.MIN_VALUE);
  const buttons = place.querySelectorAll('button');
  if (buttons.length !== signals.length) place.innerHTML = tableOf(signals);
  place.querySelectorAll('button').forEach((button, n) => {
    const { mean } = signals[n];
    button.onclick = () => toggle(button.dataset.pair!);
    const isSilent = silent.includes(button.dataset.pair!);
    button.setAttribute('aria-pressed', String(isSilent));
    button.style.setProperty('--share', String(isSilent ? 0 : Math.abs(mean) / largest));
    button.dataset.sign = mean < 0 ? '-' : '+';
    button.querySelector('span')!.textContent = isSilent ? 'silent' : mean.toPrecision(2).replace('-', '−');
  });
}

function tableOf(signals: readonly TypeSignal[]): string {
  const senders = [...new Set(signals.map(({ sender }) => sender))];
  const receivers = [...new Set(signals.map(({ receiver }) => receiver))];
  const rows = senders.map((sender) => `<tr><th scope="row">${escaped(sender)} says</th>${receivers.map((receiver) => {
    const pair = escaped(nameOfPair({ sender, receiver }));
    const does = `silence what ${escaped(sender)} says to ${escaped(receiver)}`;
    return `<td><button type="button" data-pair="${pair}"><span></span><span class="visually-hidden">: ${does}</span></button></td>`;
  }).join('')}</tr>`);
  const heads = receivers.map((receiver) => `<th scope="col">to ${escaped(receiver)}</th>`);
  return `<table><thead><tr><td></td>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
