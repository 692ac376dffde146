import { formatStudy } from '../experiments/curves-csv';
import { readKnockoutStudy, STUDY } from '../experiments/stored-study';
import type { StudyPlan } from '../experiments/study-plan';
import { iterationsOf, jobsOfStage, labelOf, pointsOf, stagesOf, type StudyJob } from '../experiments/study-runs';
import { studyTable } from '../figures/study-table';
import { claimFolder, completeFolder, openFolder } from '../training/result-folder';
import { runAll, type Listener } from '../training/run-all';
import { isComplete, iterationOf, type Job } from '../training/run-folder';
import { say } from './run-display';
import { megabytesOf, runJobs } from './run-jobs';

/** Trains what a folder still lacks of a study. Says why and sets the exit code where it does not come to the end. */
export async function runStudy(folder: string, plan: StudyPlan, workers: number): Promise<void> {
  if (openFolder(folder, STUDY, { plan }).complete) say(`${folder} is complete: nothing to train`);
  else if (!await trainStudy(folder, plan, workers)) return;
  process.stdout.write(studyTable(readKnockoutStudy(folder)));
  say(`stored in ${folder}; mdgl knockout --draw ${folder} draws it`);
}

/** Returns whether all runs are complete. */
async function trainStudy(folder: string, plan: StudyPlan, workers: number): Promise<boolean> {
  claimFolder(folder, STUDY, { plan });
  sayPlan(folder, plan, workers);
  const inAll = iterationsOf(plan);
  const complete = await runJobs({
    folder, each: 'run', nameOf, longest: plan.settings.training.iterations, inAll, toDo: inAll - trainedBefore(folder, plan),
    start: (stop, listener) => runStages(folder, plan, workers, stop, listener),
  });
  if (!complete) return false;
  completeFolder(folder, STUDY, { 'runs.csv': formatStudy(pointsOf(folder, plan)) });
  return true;
}

/** Each stage begins with what the one before has come to. */
async function runStages(folder: string, plan: StudyPlan, workers: number, stop: AbortSignal, listener: Listener): Promise<[Job, Error][]> {
  for (const stage of stagesOf(plan)) {
    const missing = jobsOfStage(folder, plan, stage).filter(({ checkpoint }) => !isComplete(checkpoint));
    const { failed } = await runAll(missing, workers, stop, listener);
    if (failed.length > 0 || stop.aborted) return failed;
  }
  return [];
}

function sayPlan(folder: string, plan: StudyPlan, workers: number): void {
  const { settings, rule, seeds, pairs, from, engine } = plan;
  say(`${rule}, seeds ${seeds.join(', ')}: untouched, and each of ${pairs.length} pairs silent from ${from.join(' and from ')}, ${settings.training.iterations} iterations, into ${folder}`);
  say(`${iterationsOf(plan)} iterations in all, ${workers} runs at once, ${engine} engine, about ${megabytesOf(settings, engine, workers)} MB`);
}

/** Iterations that earlier calls have trained. Of a stage that cannot have begun there are none. */
function trainedBefore(folder: string, plan: StudyPlan): number {
  let trained = 0;
  for (const stage of stagesOf(plan)) {
    const jobs = jobsOfStage(folder, plan, stage);
    trained += jobs.reduce((sum, job) => sum + iterationOf(job) - stage.begin, 0);
    if (!jobs.every(({ checkpoint }) => isComplete(checkpoint))) break;
  }
  return trained;
}

function nameOf(job: Job): string {
  return labelOf((job as StudyJob).checkpoint);
}
