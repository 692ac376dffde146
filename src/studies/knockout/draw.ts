import { formatRows } from '../../core/tables/format-rows';
import type { Contents } from '../../node/render/write-all';
import { finalWindow } from '../curves/final-window';
import { metrics } from '../curves/metric';
import { defaultWidthMm, figureFiles } from '../figure-files';
import { knockoutCurves } from './curves';
import type { KnockoutPoint, StudyPoint } from './curves-csv';
import { formatDifferences, pairedDifferences } from './paired-differences';
import { knockoutSpec, type KnockoutNote } from './spec';
import { formatStudyPanels, knockoutStudyPanels, knockoutStudySpec } from './study-spec';

const name = 'knockout';

/** Makes the files of a knock-out's figure by extension, see {@link figureFiles}. */
export async function knockoutFigure(points: readonly KnockoutPoint[], note: KnockoutNote, widthMm = defaultWidthMm): Promise<Contents> {
  const drawn = knockoutCurves(points, note.from);
  const rows = metrics.flatMap((panel) =>
    drawn[panel].map(({ rule: curve, iteration, mean: value }) => ({ panel, curve, iteration, value }))
  );
  return figureFiles({
    name,
    spec: knockoutSpec(drawn, note, widthMm),
    widthMm,
    csv: formatRows(['panel', 'curve', 'iteration', 'value'], rows),
  });
}

/** Makes the files of a study's figure by extension, as {@link knockoutFigure}, and differences.csv, {@link formatDifferences}. */
export async function studyFigure(points: readonly StudyPoint[], widthMm = defaultWidthMm): Promise<Contents> {
  const panels = knockoutStudyPanels(points);
  const spec = knockoutStudySpec(panels, points[0].rule, widthMm);
  return {
    ...await figureFiles({ name, spec, widthMm, csv: formatStudyPanels(panels) }),
    'differences.csv': formatDifferences(pairedDifferences(points, finalWindow(points))),
  };
}
