import { meanAndSd } from '../../core/stats/mean-and-sd';
import { tInterval, type Interval } from '../../core/stats/t-interval';
import { differencesBySeed } from '../curves/final-means';
import { overTraining } from './over-training';
import type { StudyTables } from './tables';

/** What a study says of one rule along one path; means over training of each run, then over runs. */
export interface AlignmentSummary {
  readonly path: string;
  readonly rule: string;
  readonly runs: number;
  /** Cosine to BPTT's gradient, input and recurrent weights together. */
  readonly cosine: Spread;
  readonly relativeError: Spread;
  /** Cosine of this rule − cosine of e-prop, paired by seed, with its 95 % t interval; null for e-prop itself or without it. */
  readonly gain: Interval | null;
  /** Share of what e-prop lacks that Γ supplies; null for rules that are not e-prop and Γ. */
  readonly share: Interval | null;
}

/** Mean and standard deviation (n − 1; null for one value); null where there is no value. */
interface Spread {
  readonly mean: number | null;
  readonly sd: number | null;
}

/** Computes the summary of every rule along every path, in the order of the table. */
export function alignmentSummary({ alignment, modulation }: Pick<StudyTables, 'alignment' | 'modulation'>): AlignmentSummary[] {
  const paths = [...new Set(alignment.map((row) => row.path))];
  const rules = [...new Set(alignment.map((row) => row.rule))];
  const of = (rule: string) => alignment.filter((row) => row.rule === rule && row.part === 'all');
  return paths.flatMap((path) => {
    const eProp = overTraining(of('e-prop'), path, (row) => row.cosine);
    return rules.map((rule) => {
      const cosines = overTraining(of(rule), path, (row) => row.cosine);
      const added = modulation.filter((row) => row.rule === rule && row.part === 'all');
      return {
        path,
        rule,
        runs: cosines.size,
        cosine: spreadOf([...cosines.values()]),
        relativeError: spreadOf([...overTraining(of(rule), path, (row) => row.relativeError).values()]),
        gain: rule === 'e-prop' ? null : intervalOf(differencesBySeed(cosines, eProp)),
        share: intervalOf([...overTraining(added, path, (row) => row.share).values()]),
      };
    });
  });
}

function spreadOf(values: number[]): Spread {
  return values.length > 0 ? meanAndSd(values) : { mean: null, sd: null };
}

function intervalOf(values: readonly number[]): Interval | null {
  return values.length > 0 ? tInterval(values) : null;
}
