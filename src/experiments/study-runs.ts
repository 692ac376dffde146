import { join } from 'node:path';
import { InputError } from '../errors';
import { ruleOf } from '../rules';
import { readCheckpoint, type Checkpoint } from '../training/checkpoint';
import { differences } from '../training/plan';
import { isComplete, type Job } from '../training/run-folder';
import { weightsOf } from '../training/state';
import type { Run } from '../training/run';
import { begin, type Progress } from '../training/train';
import { modulationWith } from './change';
import type { StudyPoint } from './curves-csv';
import { nameOf, type Pair } from './pair';
import type { StudyPlan } from './study-plan';

/*
 * A study is done stage by stage. A stage begins at each iteration from which on pairs are silent (and at 0): the
 * untouched runs go on to where the next stage begins, and the changed runs go from here to the end. What the untouched
 * runs have come to at the end of a stage is what the next stage's runs begin with; nothing is trained twice.
 */

/** A run of a study, and how far it has come. */
export interface StudyCheckpoint extends Checkpoint {
  /** The pair that is silent; none in an untouched run. */
  readonly silent?: Pair;
  /** Where the run began: from here on the pair is silent. */
  readonly from: number;
}

export interface StudyJob extends Job {
  readonly checkpoint: StudyCheckpoint;
}

/** Iterations at which a stage begins and ends. */
export interface Stage {
  readonly begin: number;
  readonly end: number;
}

/**
 * The stages of a study.
 * @example
 * stagesOf({ from: [0, 300], settings }) // [{ begin: 0, end: 300 }, { begin: 300, end: 2000 }]
 */
export function stagesOf({ from, settings }: Pick<StudyPlan, 'from' | 'settings'>): Stage[] {
  const begins = [...new Set([0, ...from])];
  return begins.map((start, n) => ({ begin: start, end: begins[n + 1] ?? settings.training.iterations }));
}

/**
 * The runs of a stage, as far as their checkpoints say; the untouched ones first.
 * @param folder in which the stages before are complete
 * @throws InputError naming a checkpoint that is damaged or belongs to another run
 */
export function jobsOfStage(folder: string, plan: StudyPlan, stage: Stage): StudyJob[] {
  const silences = plan.from.includes(stage.begin) ? plan.pairs : [];
  return [undefined, ...silences].flatMap((silent) => plan.seeds.map((seed) => jobOf(folder, plan, seed, stage, silent)));
}

/** How many iterations a study takes in all. */
export function iterationsOf(plan: StudyPlan): number {
  const { iterations } = plan.settings.training;
  return plan.seeds.length * (iterations + plan.pairs.length * plan.from.reduce((sum, from) => sum + iterations - from, 0));
}

/** How a run of a study is called. */
export function labelOf({ silent, from, seed, settings }: StudyCheckpoint): string {
  return silent ? `${nameOf(silent)} silent from ${from}, seed ${seed}` : `untouched from ${from} to ${settings.training.iterations}, seed ${seed}`;
}

/** What neurons hear in a run of a study, in its thread. */
export function modulationOf({ silent, progress, ...checkpoint }: StudyCheckpoint): Run['modulation'] {
  if (!silent) return undefined;
  const run = { ...checkpoint, rule: ruleOf(checkpoint.rule) };
  return modulationWith([{ ...silent, how: 'silence' }], run, weightsOf((progress ?? begin(run)).state).recurrent);
}

function jobOf(folder: string, plan: StudyPlan, seed: number, { begin: from, end }: Stage, silent?: Pair): StudyJob {
  const { rule, feedback, engine } = plan;
  const iterations = silent ? plan.settings.training.iterations : end;
  const settings = { ...plan.settings, training: { ...plan.settings.training, iterations } };
  const place = silent ? `pair-${plan.pairs.indexOf(silent)}-from-${from}` : `untouched-to-${end}`;
  const path = join(folder, 'checkpoints', `${place}-seed-${seed}.json`);
  const start: StudyCheckpoint = { format: 'mdgl-checkpoint/1', settings, rule, seed, feedback, engine, silent, from, seconds: 0 };
  const saved = readCheckpoint(path) as StudyCheckpoint | undefined;
  const [difference] = saved ? differences({ ...saved, seconds: 0, progress: undefined }, { ...start, progress: undefined }) : [];
  if (difference) throw new InputError(`${path}: this checkpoint is of another run (${difference}); delete it, and its run begins anew`);
  const modulation = silent && join(__dirname, '..', '..', 'dist', 'experiments', 'study-runs.js');
  return { path, modulation, checkpoint: saved ?? { ...start, progress: progressAt(folder, plan, seed, from) } };
}

/** The untouched run at the end of the stage that ended there; none at 0. */
function progressAt(folder: string, plan: StudyPlan, seed: number, iteration: number): Progress | undefined {
  const before = stagesOf(plan).find(({ end }) => end === iteration);
  if (!before) return undefined;
  const { checkpoint, path } = jobOf(folder, plan, seed, before);
  if (!isComplete(checkpoint)) throw new Error(`${path}: is not at iteration ${iteration} yet`);
  const { state, curve } = checkpoint.progress!;
  // A run validates at its end too, where the whole run need not.
  return { iteration, state, curve: curve.filter((point) => point.iteration % plan.settings.training.validateEvery === 0) };
}

/** All curves of a study whose runs are complete: the untouched runs, then pair by pair and from by from. */
export function pointsOf(folder: string, plan: StudyPlan): StudyPoint[] {
  const stages = stagesOf(plan);
  const changed = stages.flatMap((stage) => jobsOfStage(folder, plan, stage).filter(({ checkpoint }) => checkpoint.silent));
  const untouched = plan.seeds.map((seed) => jobOf(folder, plan, seed, stages.at(-1)!));
  const order = ({ checkpoint: { silent } }: StudyJob) => plan.pairs.findIndex((pair) => silent && nameOf(pair) === nameOf(silent));
  return [...untouched, ...changed.sort((a, b) => order(a) - order(b))].flatMap(({ checkpoint: { silent, from, rule, seed, progress } }) =>
    progress!.curve.map((point) => ({ curve: silent ? 'changed' : 'untouched', pair: silent ? nameOf(silent) : null, from: silent ? from : null, rule, seed, ...point })));
}
