/** Names of the controls that an address can hide. */
export const controlNames = [
  'play', 'step', 'reset', 'preset', 'seed', 'cues', 'delay', 'neurons', 'rate', 'iterations', 'rules', 'show', 'raster', 'silence', 'take',
  'text',
] as const;

/** Hides controls by name, and shows all others. */
export function hideControls(hidden: readonly string[]): void {
  for (const control of document.querySelectorAll<HTMLElement>('[data-control]')) {
    control.hidden = hidden.includes(control.dataset.control!);
  }
}
