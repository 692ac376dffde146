/** Clicks a button for its key: space, → and R, but where a key means something already. */
export function bindKeys(buttons: { readonly ' ': HTMLElement; readonly ArrowRight: HTMLElement; readonly r: HTMLElement }): void {
  addEventListener('keydown', (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(buttons, key)) return;
    const { tagName } = event.target as HTMLElement;
    const isTaken = ['INPUT', 'SELECT', 'TEXTAREA'].includes(tagName) || (key === ' ' && ['BUTTON', 'A', 'SUMMARY'].includes(tagName));
    if (isTaken) return;
    const button = buttons[key as keyof typeof buttons];
    if (button.hidden) return;
    event.preventDefault();
    button.click();
  });
}
