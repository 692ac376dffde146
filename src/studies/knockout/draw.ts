import { metrics, type DrawnNumbers } from '../figure3c/drawn-numbers';
import { defaultWidthMm } from '../figure3c/draw';
import type { KnockoutPoint, StudyPoint } from './curves-csv';
import { knockoutCurves } from './curves';
import { finalWindow } from '../figure3c/final-window';
import { knockoutSpec, type KnockoutNote } from './spec';
import { formatDifferences, pairedDifferences } from './paired-differences';
import { renderPdf } from '../../node/render/pdf';
import { renderPng } from '../../node/render/png';
import { formatStudyPanels, knockoutStudyPanels, knockoutStudySpec } from './study-spec';
import { renderSvg } from '../../plot/svg';
import type { Spec } from '../../plot/theme';
import type { Contents } from '../../node/render/write-all';

/** Files of a knock-out's figure by extension: svg, png, pdf, vl.json, and csv, the numbers drawn. */
export async function knockoutFigure(points: readonly KnockoutPoint[], note: KnockoutNote, widthMm = defaultWidthMm): Promise<Contents> {
  const drawn = knockoutCurves(points, note.from);
  return rendered(knockoutSpec(drawn, note, widthMm), formatCurves(drawn), widthMm);
}

/** Files of a study's figure by extension, as {@link knockoutFigure}, and differences.csv, {@link formatDifferences}. */
export async function studyFigure(points: readonly StudyPoint[], widthMm = defaultWidthMm): Promise<Contents> {
  const panels = knockoutStudyPanels(points);
  return {
    ...await rendered(knockoutStudySpec(panels, points[0].rule, widthMm), formatStudyPanels(panels), widthMm),
    'differences.csv': formatDifferences(pairedDifferences(points, finalWindow(points))),
  };
}

/** The numbers drawn as a table: panel, curve, iteration, value. */
function formatCurves(drawn: DrawnNumbers): string {
  const lines = metrics.flatMap((panel) => drawn[panel].map(({ rule, iteration, mean }) => [panel, rule, iteration, mean].join(',')));
  return `${['panel,curve,iteration,value', ...lines].join('\n')}\n`;
}

async function rendered(spec: Spec, csv: string, widthMm: number): Promise<Contents> {
  const svg = await renderSvg(spec, widthMm);
  return {
    svg: `${svg}\n`,
    png: await renderPng(svg, widthMm),
    pdf: await renderPdf(svg, widthMm, 'knockout'),
    'vl.json': `${JSON.stringify(spec, null, 1)}\n`,
    csv,
  };
}
