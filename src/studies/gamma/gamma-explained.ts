import type { Matrix } from '../../core/network/matrix';
import { explainedVariance, squaredCorrelation } from '../../core/stats/explained-variance';

/** How well one Γ predicts another in the neurons of one type. */
export interface GammaExplained {
  /** Name of the type that receives the signal, or `all`. */
  readonly receiver: string;
  /** 1 − Σ (Γ − predicted)² / Σ (Γ − mean)²; null where Γ does not vary. */
  readonly explained: number | null;
  /** Null where one of the two does not vary. */
  readonly squaredCorrelation: number | null;
}

/**
 * Computes how much of the variance of a modulatory signal another one explains, over all trials, steps and neurons together: with
 * Γ of MDGLbca and Γ of MDGL, what type means keep of weights that are each synapse's own.
 * @param actual Γ [trial][step][neuron]
 * @param predicted of the same shape
 * @param types cell type of each neuron
 * @param typeNames by number of the cell type
 */
export function gammaExplained(
  actual: readonly Matrix[],
  predicted: readonly Matrix[],
  types: readonly number[],
  typeNames: readonly string[]
): GammaExplained[] {
  return ['all', ...typeNames].map((receiver, n) => {
    const isReceiver = (p: number) => n === 0 || types[p] === n - 1;
    const [a, b] = [actual, predicted].map((trials) => Float64Array.from(valuesOf(trials, isReceiver)));
    return { receiver, explained: explainedVariance(a, b), squaredCorrelation: squaredCorrelation(a, b) };
  });
}

function* valuesOf(trials: readonly Matrix[], isReceiver: (p: number) => boolean): Generator<number> {
  for (const steps of trials) for (const row of steps) for (let p = 0; p < row.length; p++) if (isReceiver(p)) yield row[p];
}
