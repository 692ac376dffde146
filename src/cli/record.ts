import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readNetworkCase } from '../cases/case';
import { caseLesson } from '../cases/lesson';
import { InputError } from '../core/errors';
import { ruleOf } from '../core/rules';
import { feedbackNameOf } from '../core/rules/feedback';
import { begin } from '../core/training/train';
import { checkTargets } from '../node/render/write-all';
import { lessonAt, trainTo } from '../record/lesson-at';
import { mustBeNew } from '../record/new-folder';
import { drawableOf, drawRecording, pictureNeeds } from '../record/pictures/draw';
import { quantityNames } from '../record/quantities';
import { MATRIX_RECIPE } from '../record/recipe';
import { record } from '../record/record';
import type { Recording } from '../record/recording';
import type { RecordingRequest } from '../record/request';
import { writeZarr } from '../record/write-zarr';
import { onInterrupt } from './interrupt';
import { refuseOthers } from './options';
import { recordJson } from './record-json';
import { addRecordOptions, OF_CASE, OF_EXPORT, type RecordOptions } from './record-options';
import { saySize } from './record-size';
import { say } from './run-display';
import { settingsOf } from './run-options';
import { trainShown } from './shown-training';

export function addRecord(program: Command): void {
  const command = program.command('record')
    .description('record what a rule computes in a trial: of a network trained now, into a folder; or of a case');
  addRecordOptions(command)
    .addHelpText('after', `
The recording itself is always in float64, by the reference engine; --engine and --workers are for the training before it.

The folder of --out in Python: ds = xarray.open_zarr('my-recording') has the dimensions trial, step, neuron, synapse, input
and sender, as far as they are needed. Synapses are a list with coordinates pre and post; as a matrix of pre and post:
  ${MATRIX_RECIPE}

The cases in test/ come with a clone of the repository.

Examples:
  mdgl record --rule mdgl --seed 1 --after 500 --what spikes,membrane,threshold --out my-recording
  mdgl record --rule mdgl --seed 1 --after 60 --preset tiny --what eligibility,weightChange --synapses "E>I" --trials 4 --out traces
  mdgl record --case test/golden/two-types.json.gz --rule mdgl --json --neurons 1,4 --synapses "3>7" --input-synapses "0>5"`)
    .action((options: RecordOptions) => recordAs(options, command));
}

async function recordAs(options: RecordOptions, command: Command): Promise<void> {
  const { case: path, json } = options;
  if (json) {
    refuseOthers(command, [...OF_CASE, 'json'], 'not for --json');
    if (path === undefined) throw new InputError('--json: only a case is printed so; give --case, or write a folder with --out instead');
    recordJson(path, options);
    return;
  }
  if (path !== undefined) refuseOthers(command, [...OF_CASE, ...OF_EXPORT], 'not for --case, where nothing is trained');
  const { out, draw } = checked(options);
  const lesson = path === undefined ? await trainedLesson(options) : lessonOfCase(path, options);
  if (!lesson) return;
  const interrupt = onInterrupt('stopping when all is written (Ctrl-C again: at once)');
  try {
    const recording = record(requestOf(options, lesson));
    await writeZarr(out, recording);
    process.stdout.write(table(recording));
    say(`written: ${[out, ...(draw === undefined ? [] : await drawRecording(recording, draw))].join(', ')}`);
  } finally {
    interrupt.ignore();
  }
}

/** Tells what it takes to write a folder, before any work is done. */
function checked({ out, draw, what, trial, trials, case: path }: RecordOptions): { out: string; draw?: string } {
  if (out === undefined) {
    throw new InputError(`--out is missing; give a folder to write to${path === undefined ? '' : ', or --json to print'}`);
  }
  if (what === undefined) throw new InputError(`--what is missing; known are ${quantityNames.join(', ')}`);
  if (trial !== undefined && trials !== undefined) throw new InputError('--trial and --trials: give one of them');
  mustBeNew(out);
  if (draw === undefined) return { out };
  const drawable = drawableOf(what);
  if (drawable.length === 0) throw new InputError(`--draw: nothing can be drawn of ${what.join(', ')}; allowed are ${pictureNeeds}`);
  if (resolve(draw) === resolve(out)) throw new InputError(`--draw ${draw}: must not be the folder of the recording itself`);
  for (const name of drawable) checkTargets(draw, name, out);
  return { out, draw };
}

type NamedLesson = Omit<RecordingRequest, 'what'>;

function requestOf(
  { what, neurons, synapses, inputSynapses, maxBytes, trial = 0, trials }: RecordOptions,
  lesson: NamedLesson
): RecordingRequest {
  const ofTrials = trials === undefined ? [trial] : Array.from({ length: trials }, (_, n) => n);
  return { ...lesson, what: what!, neurons, synapses, inputSynapses, maxBytes, ofTrials };
}

function lessonOfCase(path: string, options: RecordOptions): NamedLesson {
  const file = readNetworkCase(path);
  const rule = ruleOf(options.rule);
  const lesson = {
    ...caseLesson(file, path, rule, options.feedback),
    about: { case: file.name, feedback: feedbackNameOf(rule, options.feedback) },
  };
  saySize(requestOf(options, lesson), options);
  return lesson;
}

/** Trains a network; undefined if that was interrupted, which is then said. */
async function trainedLesson(options: RecordOptions): Promise<NamedLesson | undefined> {
  const { seed, after, batch } = options;
  if (seed === undefined) throw new InputError('--seed is missing; allowed is a positive integer (or --case, to record a case)');
  if (after === undefined) throw new InputError('--after is missing; allowed is a whole number of updates, 0 or more');
  const rule = ruleOf(options.rule);
  const run = { settings: settingsOf(options), rule, seed, feedback: feedbackNameOf(rule, options.feedback) };
  const progress = begin(run);
  // Of the untrained network, so that a mistake shows before the training.
  saySize(requestOf(options, lessonAt(run, progress, batch)), options);
  if (after === 0 || await trainShown(run, progress, after, options, (engine) => trainTo(run, engine, progress, after))) {
    return lessonAt(run, progress, batch);
  }
  say(`stopped at iteration ${progress.iteration} of ${after}; nothing was written`);
  process.exitCode = 130;
  return undefined;
}

/** Lists the arrays, a line each: their axes and their lengths. */
function table({ arrays }: Recording): string {
  return Object.entries(arrays)
    .map(([name, { dims, shape, unit }]) => `${name}: ${dims.map((axis, n) => `${axis} ${shape[n]}`).join(' × ')} (${unit})\n`)
    .join('');
}
