import { join } from 'node:path';
import { formatRuns, type RunPoint } from '../../core/tables/runs-csv';
import type { Plan } from '../../core/training/plan';
import { claimFolder, completeFolder, openFolder, type Manifest } from '../../node/results/result-folder';
import { weightsNpz } from '../../node/results/weights-npz';
import { isComplete, jobAt, secondsOf, type Job } from '../jobs/job';
import type { Study } from '../jobs/study';

/*
 * A folder of runs, see node/results/result-folder.ts:
 *   checkpoints/RULE-SEED.json  how far each run has come
 *   runs.csv                    all learning curves
 *   weights/RULE-SEED.npz       final weights
 */

/** What the manifest of a folder of runs calls itself. */
export const RUNS = 'mdgl-runs/1';

/** What a folder of runs says of itself. */
export interface RunsManifest extends Manifest, Plan {
  readonly iterations: number;
  /** Time spent on each run. */
  readonly runs?: readonly { readonly rule: string; readonly seed: number; readonly seconds: number }[];
}

/** The study of every rule with every seed. */
export const figure3cStudy: Study<Plan> = {
  each: 'run',
  open(folder, plan) {
    const { preset: _, ...counts } = plan;
    const found = openFolder(folder, RUNS, counts);
    if (!found.complete) claimFolder(folder, RUNS, { ...plan, iterations: plan.settings.training.iterations });
    return found;
  },
  stages: (folder, plan) => [jobsOf(folder, plan)],
  iterationsOf: (_, { rules, seeds, settings }) => rules.length * seeds.length * settings.training.iterations,
  isDone: isComplete,
  nameOf: ({ checkpoint: { rule, seed } }) => `${rule}, seed ${seed}`,
  inLines: (folder, { rules, seeds, settings }) => [
    `${rules.length * seeds.length} runs (${rules.join(', ')}; seeds ${seeds.join(', ')}) of ${settings.training.iterations} `
      + `iterations into ${folder}`,
  ],
  async complete(folder, plan) {
    const jobs = jobsOf(folder, plan);
    const contents: Record<string, string | Uint8Array> = { 'runs.csv': formatRuns(jobs.flatMap(pointsOfJob)) };
    for (const { checkpoint: { rule, seed, progress } } of jobs) {
      contents[`weights/${rule}-${seed}.npz`] = await weightsNpz(progress!.state);
    }
    const runs = jobs.map((job) => ({ rule: job.checkpoint.rule, seed: job.checkpoint.seed, seconds: secondsOf(job) }));
    completeFolder(folder, RUNS, contents, { runs });
  },
};

/**
 * Lists the runs of a plan, rule by rule and in each by seed, as far as their checkpoints in an open folder say.
 * @throws InputError naming a checkpoint that is damaged or belongs to another run
 */
export function jobsOf(folder: string, { settings, rules, seeds, feedback, engine }: Plan): Job[] {
  return rules.flatMap((rule) => seeds.map((seed) => jobAt(
    join(folder, 'checkpoints', `${rule}-${seed}.json`),
    { format: 'mdgl-checkpoint/1', settings, rule, seed, feedback: feedback[rule], engine, seconds: 0 },
  )));
}

/** Lists the learning curve of a job that has begun. */
export function pointsOfJob({ checkpoint: { rule, seed, progress } }: Job): RunPoint[] {
  return progress!.curve.map((point) => ({ rule, seed, ...point }));
}
