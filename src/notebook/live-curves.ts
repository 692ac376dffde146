import type { CurvePoint } from '../core/training/train';
import { stylesOf } from '../plot/colors';
import { lineChart } from '../plot/line-chart';
import type { Spec } from '../plot/theme';
import { writeOutput } from './kernel';
import { chartOnly, withPicture } from './show';

/** Learning curves below a cell that grow while runs train. */
export interface LiveCurves {
  /** Adds a point of a rule's run; the chart is drawn anew in place, twice a second. */
  add(rule: string, point: CurvePoint, seed?: number): void;
  /** Adds the static picture, once no more points come. */
  finish(): Promise<void>;
}

/** A browser beside busy cores takes 0.2 s to draw; what came faster would wait in line there, and an interrupt behind it. */
const REDRAW_MS = 500;

let charts = 0;

/**
 * Begins a chart of loss and accuracy that grows point by point.
 * @param iterations the last iteration that will come: the axis is that long from the start
 * @throws InputError outside a notebook
 * @example
 * const chart = liveCurves(120);
 * for await (const point of train({ settings: settings('tiny'), rule: ruleOf('mdgl'), seed: 1 })) chart.add('mdgl', point);
 * await chart.finish();
 */
export function liveCurves(iterations: number): LiveCurves {
  const id = `mdgl-live-${++charts}`;
  const rows: CurveRow[] = [];
  let drawn = -Infinity;
  // Panels of no points hang JupyterLab's Vega for good: nothing is drawn before the first one.
  const update = () => drawn > -Infinity;
  return {
    add(rule, point, seed = 1) {
      rows.push(...rowsOf(rule, point, seed));
      if (performance.now() - drawn < REDRAW_MS) return;
      writeOutput(chartOnly(curvesSpec(rows, iterations)), { id, update: update() });
      drawn = performance.now();
    },
    async finish() {
      if (rows.length === 0) return;
      const { data, metadata } = await withPicture(curvesSpec(rows, iterations));
      writeOutput(data, { metadata, id, update: update() });
    },
  };
}

/** A value at an iteration, of a rule's run. */
interface CurveRow {
  readonly rule: string;
  readonly metric: 'loss' | 'accuracy';
  readonly value: number;
}

function rowsOf(rule: string, { iteration, loss, accuracy }: CurvePoint, seed: number): CurveRow[] {
  const at = { rule, seed, iteration };
  return [{ ...at, metric: 'loss', value: loss }, ...(accuracy === null ? [] : [{ ...at, metric: 'accuracy' as const, value: accuracy }])];
}

function curvesSpec(rows: readonly CurveRow[], iterations: number): Spec {
  const styles = stylesOf(rows.map(({ rule }) => rule));
  return lineChart({
    description: 'Loss and accuracy during training',
    data: rows.map((row) => ({ ...row, rule: styles.get(row.rule)!.label })),
    x: { field: 'iteration', title: 'Training iterations', domain: [0, iterations] },
    y: { field: 'value', title: '' },
    series: 'rule', run: 'seed', panel: 'metric',
    colors: Object.fromEntries([...styles.values()].map(({ label, color }) => [label, color])),
  });
}
