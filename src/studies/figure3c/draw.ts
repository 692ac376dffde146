import { formatRows } from '../../core/tables/format-rows';
import type { RunPoint } from '../../core/tables/runs-csv';
import { tasks } from '../../core/tasks';
import type { Task } from '../../core/tasks/task';
import { finalWindow } from '../curves/final-window';
import { quartileCurves, quartileTable } from '../curves/quartiles';
import { quartileSpec } from '../curves/quartiles-spec';
import { carriedOn, stopsInWords } from '../curves/stopped';
import { drawFigures, type DrawnFiles, type DrawOptions } from '../figure-files';
import { comparison } from './comparison';
import { drawnNumbers, formatDrawn } from './drawn-numbers';
import { finalTable } from './final-table';
import { publishedFor } from './published';
import { figure3cSpec } from './spec';
import { readRunsManifest, readStoredRuns } from './stored-runs';

/**
 * Draws Figure 3C from stored runs, see {@link drawFigures}. Beside runs of the same task and network stand the published ones, see
 * {@link publishedFor}.
 * @param options.from folder with `runs.csv` and, if it was stored with checksums, `manifest.json`
 * @param options.name of the files, without extension
 * @returns the table of final losses, accuracies and rates with the comparisons below it, and the paths of the files
 * @throws InputError if something cannot be read, is damaged or malformed, or cannot be written
 * @example const { table, files } = await drawFigure3c({ from: 'data/figure3c', out: 'figures', name: 'figure3c' });
 */
export async function drawFigure3c(options: DrawOptions & { readonly name: string }): Promise<DrawnFiles> {
  const { from, name } = options;
  const stored = readStoredRuns(from);
  const { task, training } = readRunsManifest(from)?.settings ?? {};
  const runs = training?.stop ? carriedOn(stored) : stored;
  const known = tasks.find((each) => each.name === task?.name);
  if (known?.inQuartiles) return drawQuartiles(runs, known, options);
  const published = publishedFor(from);
  const more = training?.stop ? ['a run that ended keeps its last value'] : [];
  const drawn = drawnNumbers(runs, published);
  const files = await drawFigures([{ name, spec: (widthMm) => figure3cSpec(drawn, widthMm, { more }), csv: formatDrawn(drawn) }], options);
  // Runs of Figure 3C's task that are longer are summed up where the published ones end.
  const window = finalWindow(runs, task?.name === undefined ? undefined : Infinity);
  const table = [
    finalTable(runs, published, known, window),
    // Where runs end at the same error their final losses tell no rule from another.
    training?.stop ? stopsInWords(stored, training.stop, training.iterations) : comparison(runs, published, window),
  ];
  return { table: table.filter((text) => text !== '').join('\n'), files };
}

async function drawQuartiles(runs: readonly RunPoint[], task: Task, options: DrawOptions & { readonly name: string }): Promise<DrawnFiles> {
  const curves = quartileCurves(runs);
  const csv = formatRows(['rule', 'iteration', 'runs', 'lower', 'median', 'upper'], curves);
  const files = await drawFigures([{ name: options.name, spec: (widthMm) => quartileSpec(curves, widthMm), csv }], options);
  return { table: quartileTable(runs, task), files };
}
