import { begin, createEngine, ruleOf, trainStepwise, type FeedbackName } from 'mdgl/browser';
import type { FromWorker, StoredRun, ToWorker } from './messages';

/** Trains one run as far as it is told, and says each point. */

let goal = 0;
let goOn = () => {};

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('run' in data) void train(data.run).catch((error: Error) => say({ failed: error.message }));
  else goal = data.goal;
  goOn();
});

async function train({ settings, rule, seed, feedback }: StoredRun): Promise<void> {
  const run = { settings, rule: ruleOf(rule), seed, feedback: feedback as FeedbackName };
  const progress = begin(run);
  for await (const point of trainStepwise(run, createEngine(), progress)) {
    const { iteration } = progress;
    say({ iteration, point });
    const isReached = () => iteration > goal || (iteration === goal && point !== undefined);
    while (isReached()) await new Promise<void>((resolve) => { goOn = resolve; });
  }
}

function say(message: FromWorker): void {
  postMessage(message);
}
