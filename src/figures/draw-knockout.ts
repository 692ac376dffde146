import { metrics, type DrawnNumbers } from './drawn-numbers';
import { defaultWidthMm } from './figure3c';
import type { KnockoutPoint, StudyPoint } from '../experiments/curves-csv';
import { knockoutCurves } from './knockout-curves';
import { finalWindow } from './final-window';
import { knockoutSpec, type KnockoutNote } from './knockout-spec';
import { formatDifferences, pairedDifferences } from './paired-differences';
import { renderPdf } from './pdf';
import { renderPng } from './png';
import { formatStudyPanels, studyPanels, studySpec } from './study-spec';
import { renderSvg } from './svg';
import type { Spec } from './theme';
import type { Contents } from './write-all';

/** Files of a knock-out's figure by extension: svg, png, pdf, vl.json, and csv, the numbers drawn. */
export async function knockoutFigure(points: readonly KnockoutPoint[], note: KnockoutNote, widthMm = defaultWidthMm): Promise<Contents> {
  const drawn = knockoutCurves(points, note.from);
  return rendered(knockoutSpec(drawn, note, widthMm), formatCurves(drawn), widthMm);
}

/** Files of a study's figure by extension, as {@link knockoutFigure}, and differences.csv, {@link formatDifferences}. */
export async function studyFigure(points: readonly StudyPoint[], widthMm = defaultWidthMm): Promise<Contents> {
  const panels = studyPanels(points);
  return {
    ...await rendered(studySpec(panels, points[0].rule, widthMm), formatStudyPanels(panels), widthMm),
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
    png: renderPng(svg, widthMm),
    pdf: await renderPdf(svg, widthMm, 'knockout'),
    'vl.json': `${JSON.stringify(spec, null, 1)}\n`,
    csv,
  };
}
