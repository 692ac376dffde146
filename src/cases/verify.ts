import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Engine, EngineName, LessonResult } from '../core/engine/engine';
import { InputError } from '../core/errors';
import { flat } from '../core/network/matrix';
import { rules } from '../core/rules';
import type { FeedbackName } from '../core/rules/feedback/feedback';
import type { Rule } from '../core/rules/rule';
import { readCase, type NetworkCase, type OptimizerCase } from './case';
import { compare, worstOf, type Comparison } from './compare';
import { caseLesson } from './lesson';
import { compareOptimizer } from './optimizer';
import { compareRecordings } from './recordings';
import { sameSpikes, spikeList } from './spikes';

/** What came of one rule of one case on one engine. */
export interface Verdict {
  readonly case: string;
  /** The rule's id; `-random` behind it: with random feedback. `recordings` and `optimizer` are checked as well. */
  readonly rule: string;
  readonly engine: string;
  /** Whether every spike (of the optimizer: every connection) is as expected; null if there is none to compare. */
  readonly exact: boolean | null;
  /** Which array is furthest from what is expected. */
  readonly worst: Comparison | null;
  /** Why there was nothing to compare. */
  readonly problem: string | null;
  readonly passed: boolean;
}

/** A case and its file's name. */
export interface NamedCase {
  readonly name: string;
  readonly content: NetworkCase | OptimizerCase;
}

const TOLERANCES: Record<EngineName, number> = { reference: 1e-10, rate: 1e-10, wasm: 2e-4 };

/**
 * Reads the cases in folders (their *.json and *.json.gz) and single files, in order of name.
 * @throws InputError if there is none, or one is malformed
 */
export function casesIn(paths: readonly string[]): NamedCase[] {
  return paths.flatMap(caseFiles).map((path) => ({ name: basename(path).replace(/\.json(\.gz)?$/, ''), content: readCase(path) }));
}

function caseFiles(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const files = readdirSync(path).filter((name) => /^[^.].*\.json(\.gz)?$/.test(name)).sort();
  if (files.length === 0) {
    throw new InputError(`${path}: no case in this folder; give one with files .json or .json.gz of the golden format`);
  }
  return files.map((name) => join(path, name));
}

/** Runs every rule of every case on every engine, one after the other. */
export async function* verify(cases: readonly NamedCase[], engines: readonly Engine[]): AsyncGenerator<Verdict> {
  for (const { name, content } of cases) {
    if (content.kind === 'optimizer') {
      yield judged({ case: name, rule: 'optimizer', engine: '-' }, compareOptimizer(content, TOLERANCES.reference));
    } else {
      for (const engine of engines) yield* verifyNetwork(name, content, engine);
    }
  }
}

async function* verifyNetwork(name: string, file: NetworkCase, engine: Engine): AsyncGenerator<Verdict> {
  const { expected } = file;
  const what = { case: name, engine: engine.name };
  const names = Object.keys(expected?.rules ?? {});
  if (!expected || names.length === 0) yield failed({ ...what, rule: '-' }, `the file has no ${expected ? 'expected.rules' : 'expected'}`);
  for (const rule of names) yield await verifyRule({ ...what, rule }, file, engine);
  if (expected?.recordings && engine.name === 'reference') {
    yield judged(
      { ...what, rule: 'recordings' },
      { exact: null, comparisons: compareRecordings(file, expected.recordings, TOLERANCES.reference) }
    );
  }
}

type What = Pick<Verdict, 'case' | 'rule' | 'engine'>;

async function verifyRule(what: What, file: NetworkCase, engine: Engine): Promise<Verdict> {
  const method = methodOf(what.rule);
  if (!method) {
    return failed(what, `unknown rule; known are ${rules.map((rule) => rule.id).join(', ')}, all but bptt also with -random behind`);
  }
  if (method.feedback === 'random' && !file.randomFeedback) return failed(what, 'the file has no randomFeedback');
  const result = await engine.learn({ ...caseLesson(file, what.case, method.rule, method.feedback), keepSpikes: true });
  return judged(what, compareResult(result, file, what.rule, TOLERANCES[engine.name]));
}

/** Returns the rule and the feedback that a key of `expected.rules` stands for: symmetric for every rule, unless it says random. */
function methodOf(key: string): { rule: Rule; feedback: FeedbackName } | undefined {
  const id = key.replace(/-random$/, '');
  const rule = rules.find((known) => known.id === id);
  if (!rule || (key !== id && rule.credit === 'exact')) return undefined;
  return { rule, feedback: key === id ? 'symmetric' : 'random' };
}

function compareResult(result: LessonResult, { expected }: NetworkCase, rule: string, tolerance: number): Findings {
  const { loss, accuracy, logits, output, bias, spikes, rules: gradients } = expected!;
  const { input, recurrent } = gradients[rule];
  const pairs: [string, ArrayLike<number>, ArrayLike<number>][] = [
    ['loss', [result.loss], [loss]],
    ['output', flat(result.gradients.output), output.flat()],
    ['bias', result.gradients.bias, bias],
    ['input', flat(result.gradients.input), input.flat()],
    ['recurrent', flat(result.gradients.recurrent), recurrent.flat()],
  ];
  if (logits) pairs.push(['logits', flat(result.logits), logits.flat()]);
  if (typeof accuracy === 'number') pairs.push(['accuracy', [result.accuracy ?? NaN], [accuracy]]);
  return {
    exact: sameSpikes(spikeList(result.spikes!), spikes),
    comparisons: pairs.map(([of, actual, wanted]) => compare(of, actual, wanted, tolerance)),
  };
}

/** What a comparison found: `exact` as in Verdict. */
export interface Findings {
  readonly exact: boolean | null;
  readonly comparisons: readonly Comparison[];
}

function judged(what: What, { exact, comparisons }: Findings): Verdict {
  if (comparisons.length === 0) return failed(what, 'the file has nothing to compare');
  const passed = exact !== false && comparisons.every(({ error, tolerance }) => error <= tolerance);
  return { ...what, exact, worst: worstOf(comparisons), problem: null, passed };
}

function failed(what: What, problem: string): Verdict {
  return { ...what, exact: null, worst: null, problem, passed: false };
}
