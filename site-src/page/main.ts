import { InputError, type DrawnNumbers, type Settings } from 'mdgl/browser';
import { hasSimd } from '../../src/cli/doctor/wasm-features';
import { addressOf, readAddress, speakerOf, type PageState } from './address';
import { settingsWith } from './changes';
import { drawAlone, drawOver } from './charts';
import { choices } from './choices';
import { drawControls, type Change } from './controls';
import { controlNames, hideControls } from './hidden';
import { bindKeys } from './keys';
import { drawLegend, saidOf } from './legend';
import { options } from './options';
import { Pacer } from './pacer';
import { drawRaster } from './raster';
import { drawSignals } from './signals';
import { storedRuns } from './stored';
import { drawTake } from './take';
import { TimeLeft } from './time-left';
import { Training } from './training';

/** Binds the page: its address says what is trained, its controls change that, and what is trained is drawn. */

const byId = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const [play, step, reset] = ['play', 'step', 'reset'].map((id) => byId<HTMLButtonElement>(id));
const shown = byId<HTMLSelectElement>('shown');
const form = byId<HTMLFormElement>('controls');
const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;

let state: PageState;
let settings: Settings;
let training: Training;
let stored: DrawnNumbers | undefined;
const timeLeft = new TimeLeft();
/** What the curves show: they are drawn anew when there is more. */
let drawn: { readonly training: Training; readonly stored?: DrawnNumbers; readonly points: string } | undefined;

const drawing = new Pacer(50, draw);
const addressing = new Pacer(1000, writeAddress);
const saying = new Pacer(5000, () => { byId('said').textContent = saidOf(training.trainees, training.iteration); });

/** Takes what the address says. */
function readState(): void {
  const read = readAddress(location.hash, controlNames);
  begin(read.state, read.problems.map((line) => `In the address: ${line}`));
}

/** Begins to train what a state says; it plays unless the state rests at an iteration. */
function begin(next: PageState, problems: readonly string[] = []): void {
  training?.end();
  state = next;
  settings = settingsWith(state.preset, state.changes);
  tell(problems.join(' '));
  stored = undefined;
  const { rules, preset, changes, seed, silence, at } = state;
  const { iterations, validateEvery } = settings.training;
  training = new Training({ rules, preset, changes, seed, iterations, validateEvery }, {
    changed: () => drawing.ask(),
    pictured: (picture) => drawRaster(byId('raster'), byId('raster-said'), picture),
    failed: (line) => tell(line),
  });
  training.show(state.shown);
  if (silence) void training.silence(speaker()!, silence.pairs, silence.from).then(drawTakeAlong);
  if (at !== undefined) training.goTo(at);
  else if (isCalm) training.goTo(0);
  else training.play();
  timeLeft.begin(0);
  const focused = (document.activeElement as HTMLInputElement | null)?.name;
  drawControls(form, state, settings, change);
  if (focused && document.activeElement === document.body) form.querySelector<HTMLElement>(`[name="${focused}"]`)?.focus();
  byId('live-note').textContent = choices[preset].note;
  shown.innerHTML = options(rules, state.shown);
  hideControls(state.hidden);
  const begun = training;
  void storedRuns(state).then((runs) => {
    if (training !== begun) return;
    stored = runs;
    drawing.ask();
  });
  drawTakeAlong();
  draw();
}

/** Begins anew with a change, or says why it cannot be. */
function change(make: Change, field?: HTMLElement): void {
  try {
    const made = make({ ...state, at: undefined });
    const next = speakerOf(made.rules) ? made : { ...made, silence: undefined };
    settingsWith(next.preset, next.changes);
    if (next.rules.length === 0) throw new InputError('no rule is chosen; at least one must train');
    begin({ ...next, shown: next.rules.includes(next.shown) ? next.shown : next.rules[0] });
    writeAddress();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    tell(error.message);
    field?.setAttribute('aria-invalid', 'true');
  }
}

/** The rule whose cell types say something to one another. */
function speaker(): string | undefined {
  return speakerOf(state.rules);
}

async function toggle(pair: string): Promise<void> {
  const silent = state.silence?.pairs.split(',') ?? [];
  const pairs = silent.includes(pair) ? silent.filter((other) => other !== pair) : [...silent, pair];
  const silence = await training.silence(speaker()!, pairs.join(','), state.silence?.from);
  state = { ...state, silence };
  drawTakeAlong();
  drawing.ask();
  addressing.ask();
}

function draw(): void {
  const { trainees, iteration } = training;
  const { iterations, validateEvery } = settings.training;
  const isOver = state.preset === 'figure3c' && Object.keys(state.changes).length === 0;
  const now = { training, stored, points: trainees.map(({ curve }) => curve.length).join() };
  if (now.training !== drawn?.training || now.stored !== drawn.stored || now.points !== drawn.points) {
    document.body.classList.toggle('over-figure', isOver);
    drawOver(byId('stored'), isOver ? trainees : []);
    if (!isOver) drawAlone(byId('live-panels'), trainees, iterations, stored);
    drawLegend(byId('legend'), trainees);
    drawn = now;
  }
  const signals = trainees.find((trainee) => trainee.signals && !trainee.silence)?.signals;
  byId('signals').hidden = !signals;
  if (signals) drawSignals(byId('signals'), signals, state.silence?.pairs.split(',') ?? [], (pair) => void toggle(pair));
  const isBusy = training.isPlaying || !training.isResting;
  play.textContent = isBusy ? 'Pause' : training.isDone ? 'Again' : 'Play';
  step.disabled = training.isDone;
  step.textContent = `Step ${validateEvery}`;
  byId<HTMLProgressElement>('progress').max = iterations;
  byId<HTMLProgressElement>('progress').value = iteration;
  byId('progress-text').textContent = `iteration ${iteration} of ${iterations}${isBusy ? timeLeft.inWords(iteration, iterations) : ''}`;
  if (iteration > 0 && !isBusy) saying.now();
  else if (iteration > 0) saying.ask();
  addressing.ask();
}

function drawTakeAlong(): void {
  drawTake(byId('commands'), state, training.trainees);
}

/** The iteration that it has reached stands in the address, or the one at which it will rest. */
function writeAddress(): void {
  const { iteration, isPlaying, goal } = training;
  state = { ...state, at: isPlaying ? iteration || undefined : goal };
  history.replaceState(null, '', `#${addressOf(state)}`);
}

function tell(line: string): void {
  byId('problem').textContent = line;
  byId('problem').hidden = line === '';
}

play.onclick = () => {
  if (training.isPlaying || !training.isResting) return training.pause();
  if (training.isDone) return begin({ ...state, at: undefined });
  timeLeft.begin(training.iteration);
  training.play();
};
step.onclick = () => training.step();
reset.onclick = () => begin({ ...state, at: 0 });
shown.onchange = () => {
  state = { ...state, shown: shown.value };
  training.show(state.shown);
  addressing.ask();
};
byId('copy').onclick = async () => {
  writeAddress();
  try {
    await navigator.clipboard.writeText(location.href);
    byId('copied').textContent = 'Copied.';
  } catch {
    // A page of plain http has no clipboard.
    byId('copied').textContent = location.href;
  }
};
bindKeys({ ' ': play, ArrowRight: step, r: reset });
addEventListener('hashchange', readState);

if (hasSimd()) readState();
else tell('This browser lacks WebAssembly SIMD, so it cannot train here; all browsers have it since 2023. The stored figure stands.');
