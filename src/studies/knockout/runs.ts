import { join } from 'node:path';
import { withoutStop } from '../../core/training/run';
import type { Progress } from '../../core/training/train';
import type { Checkpoint } from '../../node/results/checkpoint';
import { isComplete, jobAt, type Job } from '../jobs/job';
import type { StudyPoint } from './curves-csv';
import { nameOfPair } from './pair';
import type { KnockoutPlan } from './plan';

/*
 * A study is done stage by stage. A stage begins at each iteration from which on pairs are silent (and at 0): the
 * untouched runs go on to where the next stage begins, and the changed runs go from here to the end. What the untouched
 * runs have come to at the end of a stage is what the next stage's runs begin with; nothing is trained twice. Runs whose
 * curves were there before (`before`) are left out.
 */

/** A run of a study, and how far it has come. */
interface StudyCheckpoint extends Checkpoint {
  /** What is silent, as `parseChanges` reads it; missing in an untouched run. */
  readonly silent?: string;
  /** Where the run began: from here on it is silent. */
  readonly from: number;
}

/** Iterations at which a stage begins and ends. */
interface Stage {
  readonly begin: number;
  readonly end: number;
}

/**
 * Lists the stages of a study.
 * @example stagesOf({ from: [0, 300], settings }) // [{ begin: 0, end: 300 }, { begin: 300, end: 2000 }]
 */
export function stagesOf({ from, settings }: Pick<KnockoutPlan, 'from' | 'settings'>): Stage[] {
  const begins = [...new Set([0, ...from])];
  return begins.map((start, n) => ({ begin: start, end: begins[n + 1] ?? settings.training.iterations }));
}

/**
 * Lists the runs of a stage, as far as their checkpoints say; the untouched ones first.
 * @param folder in which the stages before are complete
 * @throws InputError naming a checkpoint that is damaged or belongs to another run
 */
export function jobsOfStage(folder: string, plan: KnockoutPlan, stage: Stage, before: readonly StudyPoint[] = []): Job<StudyCheckpoint>[] {
  return missingRuns(plan, before).filter(({ condition }) => !condition || condition.from === stage.begin)
    .map(({ condition, seed }) => jobOf(folder, plan, seed, stage, condition));
}

/** Counts the iterations that a study takes in all. */
export function iterationsOf(plan: KnockoutPlan, before: readonly StudyPoint[] = []): number {
  return missingRuns(plan, before).reduce((sum, { condition }) => sum + plan.settings.training.iterations - (condition?.from ?? 0), 0);
}

/** What is silent, from when on, and where the checkpoints go. */
interface SilentRuns {
  readonly silent: string;
  readonly from: number;
  readonly place: string;
}

/** A run of a study; an untouched one without a condition. */
interface StudyRun {
  readonly condition?: SilentRuns;
  readonly seed: number;
}

/** Lists the runs of a study in the order of its table: untouched; each pair, from by from; what else is silent, from 0. */
function runsOf({ pairs, from, silences = [], seeds }: KnockoutPlan): StudyRun[] {
  const ofPairs = pairs.flatMap((pair, n) =>
    from.map((begins) => ({ silent: nameOfPair(pair), from: begins, place: `pair-${n}-from-${begins}` }))
  );
  const others = silences.map((silent, n) => ({ silent, from: 0, place: `silence-${n}` }));
  return [undefined, ...ofPairs, ...others].flatMap((condition) => seeds.map((seed) => ({ condition, seed })));
}

function missingRuns(plan: KnockoutPlan, before: readonly StudyPoint[]): StudyRun[] {
  return runsOf(plan).filter((run) => curveOf(run, before).length === 0);
}

function curveOf({ condition, seed }: StudyRun, points: readonly StudyPoint[]): StudyPoint[] {
  return points.filter(
    (point) => point.pair === (condition?.silent ?? null) && point.from === (condition?.from ?? null) && point.seed === seed
  );
}

/** Names a run of a study. */
export function labelOf({ silent, from, seed, settings }: StudyCheckpoint): string {
  return silent ? `${silent} silent from ${from}, seed ${seed}` : `untouched from ${from} to ${settings.training.iterations}, seed ${seed}`;
}

function jobOf(folder: string, plan: KnockoutPlan, seed: number, { begin, end }: Stage, condition?: SilentRuns): Job<StudyCheckpoint> {
  const { rule, feedback, engine } = plan;
  const iterations = condition ? plan.settings.training.iterations : end;
  const whole = withoutStop(plan.settings);
  const settings = { ...whole, training: { ...whole.training, iterations } };
  const place = condition?.place ?? `untouched-to-${end}`;
  const path = join(folder, 'checkpoints', `${place}-seed-${seed}.json`);
  const silent = condition?.silent;
  const start: StudyCheckpoint = { format: 'mdgl-checkpoint/1', settings, rule, seed, feedback, engine, silent, from: begin, seconds: 0 };
  const job = jobAt(path, start, () => progressAt(folder, plan, seed, begin));
  return { ...job, begin, condition: silent === undefined ? undefined : { name: 'silence', silent } };
}

/** Finds the untouched run at the end of the stage that ended there; none at 0. */
function progressAt(folder: string, plan: KnockoutPlan, seed: number, iteration: number): Progress | undefined {
  const before = stagesOf(plan).find(({ end }) => end === iteration);
  if (!before) return undefined;
  const job = jobOf(folder, plan, seed, before);
  if (!isComplete(job)) throw new Error(`${job.path}: is not at iteration ${iteration} yet`);
  const { state, curve } = job.checkpoint.progress!;
  // A run validates at its end too, where the whole run need not.
  return { iteration, state, curve: curve.filter((point) => point.iteration % plan.settings.training.validateEvery === 0) };
}

/**
 * Lists all curves of a study whose runs are complete: the untouched runs, then pair by pair and from by from, then what else was silent.
 */
export function pointsOf(folder: string, plan: KnockoutPlan, before: readonly StudyPoint[] = []): StudyPoint[] {
  const last = stagesOf(plan).at(-1)!;
  return runsOf(plan).flatMap((run) => {
    const stored = curveOf(run, before);
    if (stored.length > 0) return stored;
    const { condition, seed } = run;
    const { rule, progress } = jobOf(folder, plan, seed, { ...last, begin: condition?.from ?? last.begin }, condition).checkpoint;
    const names = { pair: condition?.silent ?? null, from: condition?.from ?? null, rule, seed };
    return progress!.curve.map((point): StudyPoint => ({ curve: condition ? 'changed' : 'untouched', ...names, ...point }));
  });
}
