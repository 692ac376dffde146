import { formatStudy, type StudyPoint } from '../studies/knockout/curves-csv';
import { curvesBefore, openKnockoutStudy, readKnockoutStudy, STUDY } from '../studies/knockout/stored';
import type { KnockoutPlan } from '../studies/knockout/plan';
import { iterationsOf, jobsOfStage, labelOf, pointsOf, stagesOf, studyThread, type StudyJob } from '../studies/knockout/runs';
import { studyTable } from '../studies/knockout/study-table';
import { withLock } from '../node/results/lock';
import { completeFolder } from '../node/results/result-folder';
import { runAll, type Listener } from '../node/threads/run-all';
import { isComplete, iterationOf, type Job } from '../node/results/run-folder';
import { say } from './run-display';
import { megabytesOf, runJobs } from './run-jobs';

/** Trains what a folder still lacks of a study. Says why and sets the exit code where it does not come to the end. */
export async function runStudy(folder: string, plan: KnockoutPlan, workers: number): Promise<void> {
  await withLock(folder, async () => {
    if (openKnockoutStudy(folder, plan).complete) say(`${folder} is complete: nothing to train`);
    else if (!await trainStudy(folder, plan, workers)) return;
    process.stdout.write(studyTable(readKnockoutStudy(folder)));
    say(`stored in ${folder}; mdgl knockout --draw ${folder} draws it`);
  });
}

/** Returns whether all runs are complete. */
async function trainStudy(folder: string, plan: KnockoutPlan, workers: number): Promise<boolean> {
  const before = curvesBefore(folder);
  sayPlan(folder, plan, workers, before);
  const inAll = iterationsOf(plan, before);
  const complete = await runJobs({
    folder, each: 'run', nameOf, longest: plan.settings.training.iterations, inAll, toDo: inAll - trainedBefore(folder, plan, before),
    start: (stop, listener) => runStages(folder, plan, before, workers, stop, listener),
  });
  if (!complete) return false;
  completeFolder(folder, STUDY, { 'runs.csv': formatStudy(pointsOf(folder, plan, before)) });
  return true;
}

/** Each stage begins with what the one before has come to. */
async function runStages(folder: string, plan: KnockoutPlan, before: readonly StudyPoint[], workers: number, stop: AbortSignal, listener: Listener): Promise<[Job, Error][]> {
  for (const stage of stagesOf(plan)) {
    const missing = jobsOfStage(folder, plan, stage, before).filter(({ checkpoint }) => !isComplete(checkpoint));
    const { failed } = await runAll(missing, workers, stop, listener, studyThread);
    if (failed.length > 0 || stop.aborted) return failed;
  }
  return [];
}

function sayPlan(folder: string, plan: KnockoutPlan, workers: number, before: readonly StudyPoint[]): void {
  const { settings, rule, seeds, pairs, from, silences = [], engine } = plan;
  const others = silences.map((silence) => `; ${silence} silent from 0`).join('');
  say(`${rule}, seeds ${seeds.join(', ')}: untouched, and each of ${pairs.length} pairs silent from ${from.join(' and from ')}${others}, ${settings.training.iterations} iterations, into ${folder}`);
  if (before.length > 0) say('what is stored already is kept; the rest is trained');
  say(`${iterationsOf(plan, before)} iterations in all, ${workers} runs at once, ${engine} engine, about ${megabytesOf(settings, engine, workers)} MB`);
}

/** Iterations that earlier calls have trained. Of a stage that cannot have begun there are none. */
function trainedBefore(folder: string, plan: KnockoutPlan, before: readonly StudyPoint[]): number {
  let trained = 0;
  for (const stage of stagesOf(plan)) {
    const jobs = jobsOfStage(folder, plan, stage, before);
    trained += jobs.reduce((sum, job) => sum + iterationOf(job) - stage.begin, 0);
    if (!jobs.every(({ checkpoint }) => isComplete(checkpoint))) break;
  }
  return trained;
}

function nameOf(job: Job): string {
  return labelOf((job as StudyJob).checkpoint);
}
