import { formatStudy } from '../experiments/curves-csv';
import { readKnockoutStudy, STUDY } from '../experiments/stored-study';
import type { StudyPlan } from '../experiments/study-plan';
import { iterationsOf, jobsOfStage, labelOf, pointsOf, stagesOf, type StudyJob } from '../experiments/study-runs';
import { studyTable } from '../figures/study-table';
import { memoryNeed } from '../training/memory';
import { claimFolder, completeFolder, openFolder } from '../training/result-folder';
import { runAll } from '../training/run-all';
import { isComplete, type Job } from '../training/run-folder';
import { onInterrupt } from './interrupt';
import { duration, runDisplay, say } from './run-display';

/** Measured: the program with its libraries, and what each thread adds to that. */
const NODE_MB = 80;
const THREAD_MB = 35;

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
  const display = runDisplay(plan.settings.training.iterations);
  const interrupt = onInterrupt('saving every run after its current iteration (Ctrl-C again: at once)', display.note);
  const failed: [Job, Error][] = [];
  const clock = clockOf(folder, plan);
  try {
    for (const stage of stagesOf(plan)) {
      const missing = jobsOfStage(folder, plan, stage).filter(({ checkpoint }) => !isComplete(checkpoint));
      const outcome = await runAll(missing, workers, interrupt.signal, {
        began: (job) => display.began(nameOfJob(job), iterationOf(job)),
        progressed(job, iteration, point) {
          clock.reach(job, iteration);
          display.progressed(nameOfJob(job), iteration, point);
        },
        ended: (job, how) => display.ended(nameOfJob(job), how instanceof Error ? `failed: ${how.message}` : how, clock.left()),
      });
      failed.push(...outcome.failed);
      if (failed.length > 0 || interrupt.signal.aborted) break;
    }
  } finally {
    interrupt.ignore();
    display.close();
  }
  say(`${clock.trained()} iterations trained now, of ${iterationsOf(plan)} in all`);
  for (const [job, { message }] of failed) say(`mdgl: ${nameOfJob(job)} failed: ${message.split('\n')[0]}`);
  if (failed.length > 0 || interrupt.signal.aborted) {
    say(failed.length > 0 ? `all runs are saved in ${folder}; the same command tries again` : `stopped; all runs are saved in ${folder}, the same command goes on`);
    process.exitCode = failed.length > 0 ? 1 : 130;
    return false;
  }
  completeFolder(folder, STUDY, { 'runs.csv': formatStudy(pointsOf(folder, plan)) });
  return true;
}

function sayPlan(folder: string, plan: StudyPlan, workers: number): void {
  const { settings, rule, seeds, pairs, from, engine } = plan;
  say(`${rule}, seeds ${seeds.join(', ')}: untouched, and each of ${pairs.length} pairs silent from ${from.join(' and from ')}, ${settings.training.iterations} iterations, into ${folder}`);
  say(`${iterationsOf(plan)} iterations in all, ${workers} runs at once, ${engine} engine, about ${NODE_MB + workers * (THREAD_MB + memoryNeed(settings, engine, 1).megabytes)} MB`);
}

/** How many iterations were trained since it began, and how long the rest will take. */
function clockOf(folder: string, plan: StudyPlan) {
  const begun = performance.now();
  const before = trainedBefore(folder, plan);
  const reached = new Map<Job, number>();
  const trained = () => [...reached].reduce((sum, [job, iteration]) => sum + iteration - iterationOf(job), 0);
  return {
    trained,
    reach: (job: Job, iteration: number) => reached.set(job, iteration),
    left(): string {
      const rest = iterationsOf(plan) - before - trained();
      return rest === 0 || trained() === 0 ? '' : `; about ${duration(rest * (performance.now() - begun) / trained() / 1000)} to go`;
    },
  };
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

function nameOfJob(job: Job): string {
  return labelOf((job as StudyJob).checkpoint);
}

function iterationOf({ checkpoint: { progress } }: Job): number {
  return progress?.iteration ?? 0;
}
