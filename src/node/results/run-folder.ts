import { join } from 'node:path';
import { InputError } from '../../core/errors';
import { formatRuns } from '../../core/tables/runs-csv';
import { readCheckpoint, type Checkpoint } from './checkpoint';
import { differences, type Plan } from '../../core/training/plan';
import { claimFolder, completeFolder, openFolder, type Manifest } from './result-folder';
import { weightsNpz } from './weights-npz';

/*
 * A folder of runs, see result-folder.ts:
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

/** One run of a plan, and how far it has come: data only, so that a thread can be given it. */
export interface Job {
  /** Where its checkpoints go. */
  readonly path: string;
  /** The run at its start, or as last saved. */
  readonly checkpoint: Checkpoint;
}

/**
 * Opens a folder for the runs of a plan, and says in it what they are.
 * @returns whether all runs are there already
 * @throws InputError see {@link openFolder}
 */
export function openRuns(folder: string, plan: Plan): { complete: boolean } {
  const { preset: _, ...counts } = plan;
  const found = openFolder(folder, RUNS, counts);
  if (!found.complete) claimFolder(folder, RUNS, { ...plan, iterations: plan.settings.training.iterations });
  return found;
}

/**
 * The runs of a plan, rule by rule and in each by seed, as far as their checkpoints in an open folder say.
 * @throws InputError naming a checkpoint that is damaged or belongs to another run
 */
export function jobsOf(folder: string, { settings, rules, seeds, feedback, engine }: Plan): Job[] {
  return rules.flatMap((rule) => seeds.map((seed) => {
    const path = join(folder, 'checkpoints', `${rule}-${seed}.json`);
    const start: Checkpoint = { format: 'mdgl-checkpoint/1', settings, rule, seed, feedback: feedback[rule], engine, seconds: 0 };
    const saved = readCheckpoint(path);
    const [difference] = saved ? differences({ ...saved, seconds: 0, progress: undefined }, { ...start, progress: undefined }) : [];
    if (difference) throw new InputError(`${path}: this checkpoint is of another run (${difference}); delete it, and its run begins anew`);
    return { path, checkpoint: saved ?? start };
  }));
}

/** How many updates a job has had when it was last saved. */
export function iterationOf({ checkpoint: { progress } }: Job): number {
  return progress?.iteration ?? 0;
}

/** Whether all updates and the last validation are done. */
export function isComplete({ progress, settings }: Checkpoint): boolean {
  return progress?.curve.at(-1)?.iteration === settings.training.iterations;
}

/** Writes what came of a plan's runs, all of which must be complete, and removes their checkpoints. */
export async function completeRuns(folder: string, plan: Plan): Promise<void> {
  const runs = jobsOf(folder, plan).map(({ checkpoint }) => checkpoint);
  const contents: Record<string, string | Uint8Array> = {
    'runs.csv': formatRuns(runs.flatMap(({ rule, seed, progress }) => progress!.curve.map((point) => ({ rule, seed, ...point })))),
  };
  for (const { rule, seed, progress } of runs) contents[`weights/${rule}-${seed}.npz`] = await weightsNpz(progress!.state);
  completeFolder(folder, RUNS, contents, { runs: runs.map(({ rule, seed, seconds }) => ({ rule, seed, seconds: Math.round(10 * seconds) / 10 })) });
}
