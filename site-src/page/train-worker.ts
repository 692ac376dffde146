import {
  begin, createEngine, modulationWith, networkOf, parseChanges, ruleOf, trainStepwise, typeSignals, weightsOf,
  type CurvePoint, type Engine, type Progress, type Run,
} from 'mdgl/browser';
import { settingsWith } from './changes';
import type { FromWorker, Start, ToWorker } from './messages';
import { trialPicture } from './trial-picture';

/** Trains one run as far as the page says, and reports. */

/** Between two messages on the way, ms. */
const QUIET = 100;

/** How far to train, and who waits for it to become more. */
let goal = -1;
let goOn = () => {};
let isShown = false;
let current: { readonly run: Run; readonly engine: Engine; readonly progress: Progress } | undefined;

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('start' in data) void train(data.start).catch((error: Error) => post({ failed: error.message }));
  if ('until' in data) goal = data.until;
  if ('shown' in data) isShown = data.shown;
  if ('shown' in data && current?.progress.curve.length) sendPicture();
  if ('copy' in data) post({ progress: current!.progress });
  goOn();
});

async function train(start: Start): Promise<void> {
  const run: Run = { settings: settingsWith(start.preset, start.changes), rule: ruleOf(start.rule), seed: start.seed };
  const { iterations, validateEvery } = run.settings.training;
  const progress = start.progress ?? begin(run);
  const engine = createEngine();
  current = { run, engine, progress };
  let points: CurvePoint[] = [...progress.curve];
  let said = performance.now();
  const isValidated = () => progress.curve.at(-1)?.iteration === progress.iteration;
  const hasReached = () => progress.iteration >= goal && (isValidated() || (progress.iteration % validateEvery > 0 && !isLast()));
  const isLast = () => progress.iteration >= iterations;
  const isDone = () => progress.stopped || (isLast() && isValidated());
  for await (const point of steps(run, start, engine, progress)) {
    if (point) points.push(point);
    if (point && isShown && progress.iteration + validateEvery > goal) sendPicture();
    if (hasReached() || isDone()) {
      report(progress, run, points, Boolean(isDone()));
      points = [];
      while (hasReached() && !isDone()) await new Promise<void>((resolve) => { goOn = resolve; });
      said = performance.now();
    } else if (performance.now() - said > QUIET) {
      post({ passed: progress.iteration });
      said = performance.now();
    }
  }
}

/** Trains step by step; from an iteration on with a pair of cell types silent. Yields nothing once before all. */
async function* steps(run: Run, { silence }: Start, engine: Engine, progress: Progress): AsyncGenerator<CurvePoint | undefined, void> {
  if (progress.curve.length > 0) yield undefined;
  if (silence && progress.iteration < silence.from) {
    for await (const point of trainStepwise(run, engine, progress)) {
      yield point;
      if (progress.iteration >= silence.from) break;
    }
  }
  if (!silence) return yield* trainStepwise(run, engine, progress);
  const changes = parseChanges({ silence: silence.pairs }, run.settings.network.cellTypes);
  const changed = { ...run, modulation: modulationWith(changes, run, weightsOf(progress.state).recurrent) };
  yield* trainStepwise(changed, engine, progress);
}

function report({ iteration, state }: Progress, { settings, rule }: Run, points: readonly CurvePoint[], isDone: boolean): void {
  const names = settings.network.cellTypes.map(({ name }) => name);
  const signals = rule.modulation && typeSignals(weightsOf(state).recurrent, networkOf(settings), names);
  post({ report: { iteration, points, isDone, signals } });
}

function sendPicture(): void {
  post({ picture: trialPicture(current!.run, current!.progress) });
}

function post(message: FromWorker): void {
  postMessage(message);
}
