import { formatRows } from '../../core/tables/format-rows';
import { finalWindow } from '../curves/final-window';
import { metrics } from '../curves/metric';
import { drawFigures, type DrawnFiles, type DrawOptions, type Figure } from '../figure-files';
import { knockoutCurves } from './curves';
import type { KnockoutPoint, StudyPoint } from './curves-csv';
import { formatDifferences, pairedDifferences } from './paired-differences';
import { knockoutSpec, type KnockoutNote } from './spec';
import { readKnockoutStudy } from './stored';
import { formatStudyPanels, knockoutStudyPanels, knockoutStudySpec } from './study-spec';
import { studyTable } from './study-table';

const name = 'knockout';

/** Makes the figure of a knock-out. */
export function knockoutFigure(points: readonly KnockoutPoint[], note: KnockoutNote): Figure {
  const drawn = knockoutCurves(points, note.from);
  const rows = metrics.flatMap((panel) =>
    drawn[panel].map(({ rule: curve, iteration, mean: value }) => ({ panel, curve, iteration, value })));
  const csv = formatRows(['panel', 'curve', 'iteration', 'value'], rows);
  return { name, spec: (widthMm) => knockoutSpec(drawn, note, widthMm), csv };
}

/** Makes the figure of a study, and differences.csv, {@link formatDifferences}. */
export function studyFigure(points: readonly StudyPoint[]): Figure {
  const panels = knockoutStudyPanels(points);
  const spec = (widthMm: number) => knockoutStudySpec(panels, points[0].rule, widthMm);
  const differences = formatDifferences(pairedDifferences(points, finalWindow(points)));
  return { name, spec, csv: formatStudyPanels(panels), more: { 'differences.csv': differences } };
}

/** Draws a stored study, see {@link drawFigures}. */
export async function drawKnockout(options: DrawOptions): Promise<DrawnFiles> {
  const points = readKnockoutStudy(options.from);
  return { table: studyTable(points), files: await drawFigures([studyFigure(points)], options) };
}
