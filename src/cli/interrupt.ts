/** npm and npx hand on the Ctrl-C that the terminal has sent to their command already: one press, two signals. */
const ONE_PRESS_MS = 1000;

/**
 * Aborts at the first Ctrl-C, and says so; at the next one, a second or more later, the program quits at once.
 * @param message what happens now
 * @returns the signal, and how to stop listening
 */
export function onInterrupt(message: string): { signal: AbortSignal; ignore: () => void } {
  const controller = new AbortController();
  let first = 0;
  const interrupted = () => {
    if (controller.signal.aborted) {
      if (performance.now() - first > ONE_PRESS_MS) process.exit(130);
      return;
    }
    first = performance.now();
    controller.abort();
    process.stderr.write(`\n${message}\n`);
  };
  process.on('SIGINT', interrupted);
  return { signal: controller.signal, ignore: () => process.off('SIGINT', interrupted) };
}
