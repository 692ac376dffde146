import { ruleStyles } from 'mdgl/browser';
import { hasSimd } from '../../src/cli/doctor/wasm-features';
import { addressOf, FIRST, readAddress, type Choice } from './address';
import { readStored, type Stored } from './stored';
import { Verification } from './verification';

/** Binds the page: choices and address say which run is verified, and what comes of it is said and listed. */

const byId = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const [form, go, file, result] = [byId<HTMLFormElement>('choice'), byId<HTMLButtonElement>('go'), byId('file'), byId('result')];
const [progress, progressText] = [byId<HTMLProgressElement>('progress'), byId('progress-text')];
const [rule, seed, iterations] = ['rule', 'seed', 'iterations'].map((name) => form.elements.namedItem(name) as HTMLSelectElement);

let stored: Stored;
let current: Verification | undefined;
/** When it last began or went on, and where. */
let since = { ms: 0, iteration: 0 };

const chosen = (): Choice => ({ rule: rule.value, seed: Number(seed.value), iterations: Number(iterations.value) });

async function open(): Promise<void> {
  stored = await readStored();
  const { length } = stored.sha256;
  file.textContent = stored.isAsRecorded
    ? `runs.csv is as it was recorded: its SHA-256, ${stored.sha256.slice(0, 8)}… (${length} digits), is the one in manifest.json.`
    : `runs.csv was changed: its SHA-256, ${stored.sha256}, is not the one in manifest.json. It is compared all the same.`;
  file.classList.toggle('wrong', !stored.isAsRecorded);
  offer(rule, stored.rules, (id) => ruleStyles[id]?.label ?? id);
  offer(seed, stored.seeds, String);
  choose();
  if (!hasSimd()) throw new Error('this browser lacks WebAssembly SIMD, which training needs; all browsers have it since 2023');
  go.disabled = false;
  addEventListener('hashchange', choose);
  form.addEventListener('change', () => {
    history.replaceState(null, '', addressOf(chosen()));
    choose();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press();
  });
}

/** Takes the choice that the address tells. */
function choose(): void {
  const choice = readAddress(location.hash, stored);
  const whole = stored.settings.training.iterations;
  const lengths = [...new Set([FIRST, choice.iterations, whole])].sort((a, b) => a - b);
  offer(iterations, lengths, (count) => count < whole ? `the first ${count} iterations` : `the whole run, ${whole} iterations`);
  [rule.value, seed.value, iterations.value] = [choice.rule, choice.seed, choice.iterations].map(String);
  byId('command').textContent = `npx mdgl replay --rule ${choice.rule} --seed ${choice.seed} --iterations ${choice.iterations}`;
  if (current && !current.isOf(choice)) {
    current.end();
    current = undefined;
    result.textContent = '';
  }
  if (current?.isRunning) current.goTo(choice.iterations);
  draw();
}

function offer<T extends string | number>(select: HTMLSelectElement, values: readonly T[], labelOf: (value: T) => string): void {
  select.replaceChildren(...values.map((value) => new Option(labelOf(value), String(value))));
}

/** Begins, stops or goes on. */
function press(): void {
  if (current?.isRunning) {
    current.stop();
    say(`Stopped at iteration ${current.iteration}; so far ${current.equal.length} points are equal.`);
    return;
  }
  const choice = chosen();
  if (!current || current.isOver || hasCome(current, choice)) {
    current?.end();
    byId('points').replaceChildren();
    const begun: Verification = new Verification(stored, choice.rule, choice.seed, () => { if (begun === current) draw(); });
    current = begun;
  }
  since = { ms: performance.now(), iteration: current.iteration };
  say(`Training ${nameOf(choice)} …`);
  current.goTo(choice.iterations);
}

/** Whether it has been compared as far as it is chosen. */
function hasCome({ equal }: Verification, choice: Choice): boolean {
  return (equal.at(-1)?.iteration ?? -1) >= choice.iterations;
}

function draw(): void {
  const choice = chosen();
  const isBegun = current && !current.isOver && !hasCome(current, choice);
  go.textContent = current?.isRunning ? 'Stop' : isBegun ? 'Go on' : 'Verify';
  drawProgress(choice);
  drawPoints();
  if (!current || current.isRunning) return;
  const all = `all ${current.equal.length} points of ${nameOf(choice)}, up to iteration ${current.equal.at(-1)?.iteration}`;
  if (current.problem) say(`It cannot be verified: ${current.problem}`, 'wrong');
  else if (current.difference) say(`Not equal: ${nameOf(choice)}, ${current.difference}.`, 'wrong');
  else if (!current.isEqual) return;
  else if (stored.isAsRecorded) say(`Equal in every digit: ${all}.`, 'equal');
  else say(`Equal are ${all}; but runs.csv is not as it was recorded.`, 'wrong');
}

function drawProgress({ iterations: goal }: Choice): void {
  const iteration = current?.iteration ?? 0;
  progress.value = Math.min(1, iteration / goal);
  progressText.textContent = current ? `iteration ${iteration} of ${goal}${timeLeft(goal - iteration)}` : 'not begun';
}

/** Tells how long the rest takes, once that can be told. */
function timeLeft(rest: number): string {
  const [seconds, done] = [(performance.now() - since.ms) / 1000, current!.iteration - since.iteration];
  const left = rest * seconds / done;
  if (!current!.isRunning || done < 2 || seconds < 1 || left < 1) return '';
  return left < 90 ? `, about ${Math.ceil(left / 5) * 5} s left` : `, about ${Math.round(left / 60)} min left`;
}

function drawPoints(): void {
  const body = byId<HTMLTableSectionElement>('points');
  const points = current?.equal ?? [];
  byId('points-region').hidden = points.length === 0;
  if (points.length === 0) body.replaceChildren();
  for (const { iteration, loss, accuracy, rateHz } of points.slice(body.rows.length)) {
    const row = body.insertRow();
    for (const value of [iteration, loss, accuracy, rateHz]) row.insertCell().textContent = String(value);
    row.scrollIntoView({ block: 'nearest' });
  }
}

function nameOf({ rule: id, seed: which }: Choice): string {
  return `${id}, seed ${which}`;
}

function say(text: string, kind = ''): void {
  if (result.textContent === text) return;
  result.textContent = text;
  result.className = kind;
}

open().catch((error: Error) => say(`It cannot be verified: ${error.message}`, 'wrong'));
