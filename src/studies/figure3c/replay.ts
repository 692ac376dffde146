import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../core/engine';
import type { Engine } from '../../core/engine/engine';
import { InputError } from '../../core/errors';
import { ruleOf } from '../../core/rules';
import { checkedSettings } from '../../core/settings';
import { parseRuns, type RunPoint } from '../../core/tables/runs-csv';
import type { Task } from '../../core/tasks/task';
import type { Plan } from '../../core/training/plan';
import { begin, train } from '../../core/training/train';
import { checkInName } from '../../node/files/in-name';
import { checkFiles, readManifest } from '../../node/results/result-folder';
import { weightsNpz } from '../../node/results/weights-npz';
import { differenceOf } from './difference';
import { RUNS, type RunsManifest } from './run-folder';

/** Stored runs, to be trained anew and compared. */
export interface StoredRuns {
  readonly folder: string;
  readonly manifest: RunsManifest;
  readonly points: readonly RunPoint[];
  /** A task of your own; otherwise the settings' one in the list. */
  readonly task?: Task;
  /** What is wrong with the files' checksums, if anything. */
  readonly damage?: string;
}

/** How the replay of a run went. */
export interface Replay {
  readonly rule: string;
  readonly seed: number;
  /** Points that were compared. */
  readonly compared: number;
  /** Whether the final weights were compared too, which takes the whole run. */
  readonly weights: boolean;
  /** The first difference, in words. */
  readonly difference?: string;
}

/**
 * Reads stored runs with their manifest. A wrong checksum is told, not thrown: what differs can then be said.
 * @param tasks tasks of your own that the runs may have
 * @throws InputError if the folder holds no finished runs, settings that this version does not know, or a table that cannot be read
 */
export function readRunsForReplay(folder: string, tasks: readonly Task[] = []): StoredRuns {
  checkInName(folder);
  const manifest = existsSync(folder) ? readManifest<RunsManifest>(folder, RUNS) : undefined;
  const path = join(folder, 'runs.csv');
  if (!manifest?.files || !existsSync(path)) {
    throw new InputError(`${folder}: holds no finished runs; allowed is a folder with manifest.json and runs.csv`);
  }
  let damage: string | undefined;
  try {
    checkFiles(folder, manifest.files);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    damage = error.message;
  }
  const task = tasks.find(({ name }) => name === manifest.settings.task.name);
  const settings = checkedSettings(manifest.settings, `${join(folder, 'manifest.json')}: settings`, task);
  try {
    return { folder, task, manifest: { ...manifest, settings }, points: parseRuns(readFileSync(path, 'utf8'), path), damage };
  } catch (error) {
    throw damage === undefined ? error : new InputError(damage);
  }
}

/**
 * Trains stored runs anew, one after the other, as far as asked for, and compares each digit for digit, up to its first difference.
 * @param iterations up to which to train; at the runs' own length the final weights are compared too
 */
export async function* replayRuns(
  stored: StoredRuns, { rules, seeds, iterations }: Pick<Plan, 'rules' | 'seeds'> & { readonly iterations: number }, engine: Engine,
): AsyncGenerator<Replay> {
  for (const rule of rules) {
    for (const seed of seeds) yield { rule, seed, ...await replayRun(stored, rule, seed, iterations, engine) };
  }
}

async function replayRun(
  { folder, manifest, points, task }: StoredRuns, rule: string, seed: number, iterations: number, engine: Engine,
): Promise<Omit<Replay, 'rule' | 'seed'>> {
  const { settings, feedback } = manifest;
  const stored = new Map(points.filter((point) => point.rule === rule && point.seed === seed).map((point) => [point.iteration, point]));
  const run = { settings, task, rule: ruleOf(rule), seed, feedback: feedback[rule] };
  const progress = begin(run);
  let compared = 0;
  for await (const point of train(run, engine, progress)) {
    if (point.iteration > iterations) break;
    const difference = differenceOf(stored.get(point.iteration), point);
    if (difference) return { compared, weights: false, difference };
    compared++;
    if (point.iteration === iterations) break;
  }
  if (iterations < settings.training.iterations) return { compared, weights: false };
  const name = `weights/${rule}-${seed}.npz`;
  const equal = existsSync(join(folder, name)) && Buffer.from(await weightsNpz(progress.state)).equals(readFileSync(join(folder, name)));
  return { compared, weights: true, difference: equal ? undefined : `the final weights differ from ${name}` };
}

/** What is replayed; everything by default. */
export interface ReplayOptions {
  /** Tasks of your own that the runs may have. */
  readonly tasks?: readonly Task[];
  /** Up to which to train; at a run's own length, the default, the final weights are compared too. */
  readonly iterations?: number;
  /** By default the one that the runs were made with, which is then closed at the end. */
  readonly engine?: Engine;
}

/**
 * Trains all runs of a folder anew, one after the other, and compares them digit for digit.
 * @throws InputError if the folder holds no finished runs that this version can read, or a file of it was changed
 * @example
 * await replay('data/figure3c', { iterations: 50 }) // [{ rule: 'bptt', seed: 1, compared: 6, weights: false, difference: undefined }, …]
 */
export async function replay(folder: string, { tasks, iterations, engine }: ReplayOptions = {}): Promise<Replay[]> {
  const stored = readRunsForReplay(folder, tasks);
  if (stored.damage !== undefined) throw new InputError(stored.damage);
  const { manifest } = stored;
  const trainer = engine ?? createEngine(manifest.engine);
  const replays: Replay[] = [];
  try {
    const what = { ...manifest, iterations: iterations ?? manifest.settings.training.iterations };
    for await (const each of replayRuns(stored, what, trainer)) replays.push(each);
  } finally {
    if (!engine) await trainer.close();
  }
  return replays;
}
