/** npm and npx hand on the Ctrl-C that the terminal has sent to their command already: one press, two signals. */
const ONE_PRESS_MS = 1000;

/**
 * Aborts at the first Ctrl-C, and says so; at the next one, a second or more later, the program quits at once.
 * @param message what happens now
 * @param say prints it; beside bars of progress, these must
 * @returns the signal, and how to stop listening where nothing was interrupted
 */
export function onInterrupt(message: string, say: (text: string) => void = sayOnStderr): { signal: AbortSignal; ignore: () => void } {
  const controller = new AbortController();
  let first = 0;
  const interrupted = () => {
    if (controller.signal.aborted) {
      if (performance.now() - first > ONE_PRESS_MS) process.exit(130);
      return;
    }
    first = performance.now();
    controller.abort();
    say(message);
  };
  process.on('SIGINT', interrupted);
  // After the first press it goes on listening: the second signal of the same press must not kill the program as it ends.
  return { signal: controller.signal, ignore: () => { if (!controller.signal.aborted) process.off('SIGINT', interrupted); } };
}

function sayOnStderr(text: string): void {
  process.stderr.write(`\n${text}\n`);
}
