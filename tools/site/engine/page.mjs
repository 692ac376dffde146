// @ts-check
/** Runs by itself in any browser, which no driver has to know: trains in a worker, presses Verify, and reports to the server. */

/** What is verified, long enough for two points. */
const VERIFY = 'verify.html#rule=bptt&seed=3&iterations=10';

const trained = () => new Promise((resolve, reject) => {
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => reject(new Error(message || 'the worker could not start'));
});

/** Presses the button of the site's own page, and waits for what it says. @param {string} site its address */
async function verified(site) {
  const frame = document.createElement('iframe');
  frame.src = site + VERIFY;
  document.body.append(frame);
  const find = (/** @type {string} */ id) => /** @type {HTMLButtonElement | null} */ (frame.contentDocument?.getElementById(id) ?? null);
  const result = () => find('result')?.textContent ?? '';
  await until(() => find('go')?.disabled === false || result() !== '');
  find('go')?.click();
  await until(() => !/^(Training .*)?$/.test(result()));
  return result();
}

/** @param {() => boolean} isSo */
async function until(isSo) {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 100));
}

async function report() {
  try {
    return { digits: await trained(), verified: await verified(new URLSearchParams(location.search).get('site') ?? '/') };
  } catch (error) {
    return { error: String(error) };
  }
}

await fetch('/report', { method: 'POST', body: JSON.stringify({ agent: navigator.userAgent, ...await report() }) });
