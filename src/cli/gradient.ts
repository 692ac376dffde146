import { Option, type Command } from 'commander';
import { readNetworkCase, type NetworkCase } from '../cases/case';
import { caseLesson } from '../cases/lesson';
import { spikeList } from '../cases/spikes';
import { createEngine, engineNames } from '../core/engine';
import type { Lesson, LessonResult } from '../core/engine/engine';
import { overflowOf } from '../core/engine/overflow';
import { InputError } from '../core/errors';
import { flat, type Matrix } from '../core/network/matrix';
import { ruleOf } from '../core/rules';
import { feedbackNameOf } from '../core/rules/feedback';
import type { FeedbackName } from '../core/rules/feedback/feedback';
import { feedbackOption, ruleOption, workersOption } from './options';

/** The engines, and the witness of their BPTT. */
const ENGINES = [...engineNames, 'tensorflow'] as const;

const ENGINE_HELP = 'what computes; tensorflow: its own autodiff through the network as plain ops, for bptt';

interface Options {
  readonly rule: string;
  readonly engine: (typeof ENGINES)[number];
  readonly feedback?: FeedbackName;
  readonly workers?: number;
  readonly json?: true;
}

export function addGradient(program: Command): void {
  program.command('gradient')
    .description('compute what a rule would change in one case: loss, spikes and gradients')
    .argument('<case>', 'file of the golden format, .json or .json.gz')
    .addOption(ruleOption().makeOptionMandatory())
    .addOption(new Option('--engine <engine>', ENGINE_HELP).choices(ENGINES).default(engineNames[0]))
    .addOption(feedbackOption())
    .addOption(workersOption())
    .option('--json', 'print all numbers as JSON: engine, loss, accuracy, logits, spikes, gradients')
    .addHelpText('after', `
The cases in test/ come with a clone of the repository.

Examples:
  mdgl gradient test/golden/two-types.json.gz --rule mdgl
  mdgl gradient test/golden/two-types.json.gz --rule e-prop --feedback random --json > e-prop.json
  mdgl gradient test/golden/two-types.json.gz --rule bptt --engine tensorflow

MDGL_BACKEND=node, wasm or cpu chooses what TensorFlow.js computes with (default: wasm).`)
    .action(gradient);
}

async function gradient(path: string, options: Options): Promise<void> {
  const file = readNetworkCase(path);
  const rule = ruleOf(options.rule);
  const lesson: Lesson = { ...caseLesson(file, path, rule, options.feedback), keepSpikes: true };
  const { engine, workers } = options;
  const { how, result } = engine === 'tensorflow' ? await byTensorflow(lesson) : await byEngine(lesson, engine, workers);
  mustBeFinite(result, path);
  const title = `${rule.label}, ${feedbackNameOf(rule, options.feedback)} feedback, ${how}`;
  process.stdout.write(options.json ? `${json(engine, result)}\n` : summary({ ...file, network: lesson.network }, title, result));
}

/** Computes by an engine; says who computes, and what comes out. */
async function byEngine(lesson: Lesson, name: string, workers?: number) {
  const engine = createEngine(name, { workers });
  try {
    return { how: `${engine.name} engine`, result: await engine.learn(lesson) };
  } finally {
    await engine.close();
  }
}

/** Computes by TensorFlow.js, which is loaded for those alone who ask for it. */
async function byTensorflow(lesson: Lesson) {
  const { id, credit } = lesson.rule;
  if (credit !== 'exact') {
    throw new InputError(`--engine tensorflow differentiates the loss itself, which is --rule bptt (given: ${id}); `
      + `--engine ${engineNames.join(' or ')} knows every rule`);
  }
  const { useBackend } = await import('../tensorflow/backend.js');
  const backend = await useBackend();
  const { witness } = await import('../tensorflow/witness.js');
  return { how: `TensorFlow.js (${backend} backend)`, result: witness(lesson) };
}

/** Refuses infinite numbers, which JSON does not know. */
function mustBeFinite(result: LessonResult, path: string): void {
  const overflow = overflowOf(result);
  if (overflow) throw new InputError(`${path}: ${overflow}; weights and constants must be small enough to compute with`);
}

function json(engine: string, { loss, accuracy, logits, spikes, gradients }: LessonResult): string {
  const lists = (matrix: Matrix) => matrix.map((row) => Array.from(row));
  const { input, recurrent, output, bias } = gradients;
  return JSON.stringify({
    engine, loss, accuracy, logits: lists(logits), spikes: spikeList(spikes!),
    gradients: { input: lists(input), recurrent: lists(recurrent), output: lists(output), bias: Array.from(bias) },
  });
}

function summary(
  { name, network, trials, steps }: NetworkCase,
  how: string,
  { loss, accuracy, spikeCounts, gradients }: LessonResult
): string {
  const hz = Array.from(spikeCounts, (spikes) => 1000 * spikes / (trials.length * steps));
  const mean = (values: number[]) => (values.reduce((a, b) => a + b, 0) / values.length).toFixed(1);
  const ofType = (type: number) => `type ${type} ${mean(hz.filter((_, p) => network.types[p] === type))} Hz`;
  const byType = Array.from({ length: network.cellTypes }, (_, type) => ofType(type));
  const largest = (values: number[]) => values.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
  const size = (values: number[]) => `norm ${Math.hypot(...values).toExponential(4)}, largest ${largest(values).toExponential(4)}`;
  return [
    `${name}: ${how}`,
    `loss       ${loss.toPrecision(6)}`,
    `accuracy   ${accuracy === null ? 'none (squared error)' : accuracy.toFixed(3)}`,
    `spikes     ${spikeCounts.reduce((a, b) => a + b, 0)} in ${trials.length} trials of ${steps} steps; mean rate ${mean(hz)} Hz `
      + `(${byType.join(', ')})`,
    `input      ${size(flat(gradients.input))}`,
    `recurrent  ${size(flat(gradients.recurrent))}`,
    `output     ${size(flat(gradients.output))}`,
    `bias       ${size(Array.from(gradients.bias))}`,
    '',
  ].join('\n');
}
