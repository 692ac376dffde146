import type { Engine, Lesson } from '../../core/engine/engine';
import { InputError } from '../../core/errors';
import type { Weights } from '../../core/network/network';
import { ruleOf } from '../../core/rules';
import { lessonOf } from '../../core/training/lesson';
import type { Run } from '../../core/training/run';
import { placesOf } from '../../core/training/synapses';
import type { Progress } from '../../core/training/train';
import type { GammaExplained } from '../gamma/gamma-explained';
import { gammaInLesson } from '../gamma/gamma-in-lesson';
import type { Candidate, GradientComparison } from './candidates';
import { gradientAlignment, type Alignment } from './gradient-alignment';
import { modulationParts, type ModulationPart } from './modulation-part';
import { partsOf } from './parts';
import { rateDistributions, type RateDistribution } from './rate-distribution';
import { survival, type Survival } from './survival';
import { typeSignals, type TypeSignal } from './type-signals';

/** What is measured before the update of one iteration. */
export interface Measurement {
  readonly iteration: number;
  readonly alignment: readonly (Alignment & { readonly rule: string })[];
  /** Of the rules that are e-prop but for Γ. */
  readonly modulation: readonly (ModulationPart & { readonly rule: string })[];
  readonly means: readonly TypeSignal[];
  readonly rates: readonly RateDistribution[];
  readonly survival: readonly (Survival & { readonly matrix: string })[];
  readonly gamma: readonly GammaExplained[];
}

/** What determines measurements along a run, beside its state; `initial` are the weights before training. */
type Measured = Pick<Run, 'settings' | 'seed' | 'task'> & Pick<GradientComparison, 'candidates' | 'gammaTrials'> & { initial: Weights };

/**
 * Measures everything that the study asks of one state of a run.
 *
 * All rules get the same lesson: the state's weights, the validation batch of this iteration (which no update has seen or
 * will see), the firing-rate regularisation as training has it, and the places that training moves: those connected at the
 * start, whether or not a synapse is there now, as these are the entries that the optimizer is given.
 * @throws InputError where a gradient is not finite
 */
export async function measureState(
  { settings, seed, task, candidates, gammaTrials, initial }: Measured,
  engine: Engine,
  { iteration, state }: Pick<Progress, 'iteration' | 'state'>
): Promise<Measurement> {
  const typeNames = settings.network.cellTypes.map(({ name }) => name);
  const places = { input: placesOf(state.input), recurrent: placesOf(state.recurrent) };
  const lessonFor = ({ rule, feedback }: Omit<Candidate, 'name'>): Lesson =>
    ({ ...lessonOf({ settings, rule: ruleOf(rule), seed, task, feedback }, { iteration, state }, 'validation'), places });
  const gradientsOf = (candidate: Omit<Candidate, 'name'>) => engine.learn(lessonFor(candidate));
  const lesson = lessonFor({ rule: 'bptt', feedback: 'symmetric' });
  const { network, weights } = lesson;
  const exact = await engine.learn(lesson);
  const local = await gradientsOf({ rule: 'e-prop', feedback: 'symmetric' });
  const [where, parts] = [[places, network.types] as const, partsOf(typeNames)];
  const alignment: Measurement['alignment'][number][] = [];
  const modulation: Measurement['modulation'][number][] = [];
  for (const candidate of candidates) {
    const { name: rule } = candidate;
    const { gradients } = rule === 'e-prop' ? local : await gradientsOf(candidate);
    alignment.push(...gradientAlignment(gradients, exact.gradients, ...where, parts).map((row) => ({ rule, ...row })));
    if (addsToEProp(candidate)) {
      modulation.push(...modulationParts(gradients, local.gradients, exact.gradients, ...where, parts).map((row) => ({ rule, ...row })));
    }
  }
  mustBeFinite(alignment, `seed ${seed}, iteration ${iteration}`);
  return {
    iteration,
    alignment,
    modulation,
    means: typeSignals(weights.recurrent, network, typeNames),
    rates: rateDistributions(exact.spikeCounts, lesson.count * lesson.steps, network.types, typeNames),
    survival: (['input', 'recurrent', 'output'] as const).map((matrix) => ({ matrix, ...survival(initial[matrix], weights[matrix]) })),
    gamma: gammaInLesson(lesson, exact, ruleOf('mdgl'), gammaTrials, typeNames),
  };
}

/** Says whether a rule is e-prop but for Γ. */
function addsToEProp({ rule: id, feedback }: Candidate): boolean {
  const rule = ruleOf(id);
  return rule.modulation !== undefined && rule.trace === 'full' && feedback === 'symmetric';
}

/** Refuses what is no number, of which JSON would silently make null. */
function mustBeFinite(alignment: Measurement['alignment'], where: string): void {
  const infinite = alignment.find((row) => Number.isNaN(row.cosine) || Number.isNaN(row.relativeError));
  if (infinite) {
    throw new InputError(
      `${where}: the gradient of ${infinite.rule} or of bptt is not finite; training.learningRate must be small enough for it to stay `
        + 'finite'
    );
  }
}
