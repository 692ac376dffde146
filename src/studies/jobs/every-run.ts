import { join } from 'node:path';
import type { RunPoint } from '../../core/tables/runs-csv';
import type { Plan } from '../../core/training/plan';
import { claimFolder, completeFolder, openFolder } from '../../node/results/result-folder';
import type { Condition } from './condition';
import { isComplete, jobAt, secondsOf, type Job } from './job';
import type { Study } from './study';

/** A study of every rule with every seed: what is its own. */
interface EveryRun<P extends Plan> {
  /** What the manifest of its folder calls itself. */
  readonly format: string;
  readonly each: Study<P>['each'];
  /** Names the runs of a rule. */
  readonly name: (rule: string) => string;
  /** What happens along each run besides training. */
  readonly condition?: (plan: P) => Condition;
  readonly isDone?: Study<P>['isDone'];
  /** What the manifest says besides the plan. */
  readonly about?: (plan: P) => object;
  /** Lines for the terminal, below the one that says the runs. */
  readonly further?: (plan: P) => string[];
  /** Files of the results, by name. */
  readonly results: (jobs: readonly Job[]) => Record<string, string> | Promise<Record<string, string | Uint8Array>>;
}

/** Makes the study of every rule with every seed, whose runs' checkpoints are in checkpoints/RULE-SEED.json. */
export function everyRun<P extends Plan>(own: EveryRun<P>): Study<P> {
  const { format, each, isDone = isComplete } = own;
  const jobs = (folder: string, plan: P) => jobsOf(folder, plan).map((job) => ({ ...job, condition: own.condition?.(plan) }));
  const countOf = ({ rules, seeds }: P) => rules.length * seeds.length;
  return {
    each,
    open(folder, plan) {
      const { preset: _, ...counts } = plan;
      const found = openFolder(folder, format, counts);
      if (!found.complete) claimFolder(folder, format, { ...plan, ...own.about?.(plan) });
      return found;
    },
    stages: (folder, plan) => [jobs(folder, plan)],
    iterationsOf: (_, plan) => countOf(plan) * plan.settings.training.iterations,
    isDone,
    nameOf: ({ checkpoint: { rule, seed } }) => `${own.name(rule)}, seed ${seed}`,
    inLines(folder, plan) {
      const runs = `${countOf(plan)} ${each}s (${plan.rules.join(', ')}; seeds ${plan.seeds.join(', ')})`;
      return [`${runs} of ${plan.settings.training.iterations} iterations into ${folder}`, ...own.further?.(plan) ?? []];
    },
    async complete(folder, plan) {
      const done = jobs(folder, plan);
      const runs = done.map((job) => {
        const { rule, seed } = job.checkpoint;
        return { [each === 'run' ? 'rule' : each]: rule, seed, seconds: secondsOf(job) };
      });
      completeFolder(folder, format, await own.results(done), { runs });
    },
  };
}

/**
 * Lists the runs of a plan, rule by rule and in each by seed, as far as their checkpoints in an open folder say.
 * @throws InputError naming a checkpoint that is damaged or belongs to another run
 */
export function jobsOf(folder: string, { settings, rules, seeds, feedback, engine }: Plan): Job[] {
  return rules.flatMap((rule) => seeds.map((seed) => {
    const start = { format: 'mdgl-checkpoint/1' as const, settings, rule, seed, feedback: feedback[rule], engine, seconds: 0 };
    return jobAt(join(folder, 'checkpoints', `${rule}-${seed}.json`), start);
  }));
}

/** Lists the learning curve of a job that has begun. */
export function pointsOfJob({ checkpoint: { rule, seed, progress } }: Job): RunPoint[] {
  return progress!.curve.map((point) => ({ rule, seed, ...point }));
}
