import { mean } from 'simple-statistics';
import { ruleOf } from '../../core/rules';
import { groupBy } from '../../core/stats/group-by';
import { holm } from '../../core/stats/holm';
import { meanAndSd } from '../../core/stats/mean-and-sd';
import { tInterval, type Interval } from '../../core/stats/t-interval';
import { tTest } from '../../core/stats/t-test';
import { networkOfRun } from '../../core/training/run';
import { differencesBySeed, finalMeans } from '../curves/final-means';
import type { Window } from '../curves/final-window';
import type { GammaRow, StoredTypes } from './folder';

/** How a rule's types came about: the network's own, one for all, none, or a split of the network's. */
export type Split = 'own' | 'random' | 'clusters';

/** How well a rule with so many types has learned, beside MDGL with the network's own. */
export interface TypesResult {
  readonly rule: string;
  /** 0 for e-prop, which hears no type; for MDGLbca, whose Γ has a weight for each synapse, the number of neurons. */
  readonly types: number;
  readonly split: Split;
  /** Mean loss of each run's validations in the window, by seed. */
  readonly losses: ReadonlyMap<number, number>;
  readonly loss: ReturnType<typeof meanAndSd>;
  /** Loss less MDGL's, paired by seed; p of the t test, corrected for all rules by Holm; null for MDGL itself, or a single seed. */
  readonly beside: (Interval & { readonly holm: number; readonly lower: number }) | null;
  /** How much of the variance of MDGLbca's Γ the rule's explains at the first and the last iteration, mean over seeds. */
  readonly explained: readonly [number, number] | null;
}

/** Computes the results of a study, by rule in its order. */
export function typesResults({ manifest: { settings, rules, seeds }, runs, gamma }: StoredTypes, window: Window): TypesResult[] {
  const losses = finalMeans(runs, window, (point) => point.loss);
  const mdgl = losses.get('mdgl')!;
  const compared = seeds.length > 1 ? rules.filter((rule) => rule !== 'mdgl') : [];
  const differences = compared.map((rule) => differencesBySeed(losses.get(rule)!, mdgl));
  const corrected = holm(differences.map((each) => tTest(each)!));
  return rules.map((rule) => {
    const [own, n] = [losses.get(rule)!, compared.indexOf(rule)];
    const network = networkOfRun({ settings, rule: ruleOf(rule), seed: seeds[0]! });
    return {
      rule,
      types: rule === 'e-prop' ? 0 : rule === 'mdgl-bca' ? network.neurons : network.cellTypes,
      split: (/^mdgl-(random|clusters)-/.exec(rule)?.[1] ?? 'own') as Split,
      losses: own,
      loss: meanAndSd([...own.values()]),
      beside: n < 0 ? null : {
        ...tInterval(differences[n]!), holm: corrected[n]!, lower: differences[n]!.filter((value) => value < 0).length,
      },
      explained: endsOf(gamma.filter((row) => row.rule === rule)),
    };
  });
}

/** Computes means over seeds at the first and the last iteration; null where nothing is explained, as there is no Γ. */
function endsOf(rows: readonly GammaRow[]): TypesResult['explained'] {
  const means = [...groupBy(rows.filter(({ explained }) => explained !== null), ({ iteration }) => iteration).values()]
    .map((ofOne) => mean(ofOne.map(({ explained }) => explained!)));
  return means.length > 0 ? [means[0]!, means.at(-1)!] : null;
}
