import type { StudyPoint } from './curves-csv';
import { InputError } from '../../core/errors';
import { csvCell } from '../../core/tables/runs-csv';
import { ruleStyles, type RuleStyle } from '../../plot/colors';
import { groupBy } from '../../core/stats/group-by';
import type { DrawnPoint } from '../../plot/drawn-point';
import { knockoutCurves, smoothingNote } from './curves';
import { axesOf, knockoutPanel, textAbove } from './panel';
import { knockoutStyles } from './style';
import { labelOffset } from '../../plot/layout';
import { finalWindow, nameOfWindow, type Window } from '../figure3c/final-window';
import { runsShown } from '../figure3c/note';
import { pairedDifferences, partsOfDifference, type MeanDifference } from './paired-differences';
import { isRandom, silenceInWords } from '../../plot/silence-in-words';
import { boldWidth } from '../../plot/text-width';
import { theme, type, type Spec } from '../../plot/theme';
import { wrapped } from '../../plot/wrapped';


/** One small multiple: what is silent, and since when. */
interface StudyPanel {
  /** As in {@link StudyPoint}. */
  readonly pair: string;
  readonly from: number;
  /** Loss of the untouched and the changed runs; in place of the rule stands the name of the curve. */
  readonly points: readonly DrawnPoint[];
  /** What the silence did to the final loss, see {@link pairedDifferences}; missing if no untouched run has the same seed. */
  readonly difference?: MeanDifference;
  /** Iterations that are final. */
  readonly window: Window;
}

const left = 46;
const bottom = 38;
const spare = 6;
const columnGap = 28;
/** From the axis of a panel to the title below it, and from line to line of a title. */
const rowGap = 26;
const lineHeight = 12;
const narrowMm = 130;
const allowedMm = { from: 60, to: 400 };

/** The panels of a study: from by from, in each pair by pair; then what else was silent. */
export function knockoutStudyPanels(points: readonly StudyPoint[]): StudyPanel[] {
  const untouched = points.filter(({ curve }) => curve === 'untouched');
  const changed = [...groupBy(points.filter(({ curve }) => curve === 'changed'), ({ pair, from }) => JSON.stringify([pair, from])).values()];
  const window = finalWindow(points);
  const differences = pairedDifferences(points, window);
  const panels = changed.map((ofOne): StudyPanel => {
    const { pair, from } = ofOne[0] as { pair: string; from: number };
    const difference = differences.find((each) => each.pair === pair && each.from === from)?.loss;
    return { pair, from, points: knockoutCurves([...untouched, ...ofOne], from).loss, difference, window };
  });
  return panels.sort((a, b) => Number(isOnePair(b)) - Number(isOnePair(a)) || a.from - b.from);
}

/**
 * A knock-out study as small multiples, in the look of Figure 3C: the loss of the untouched runs and of those in which one
 * pair is silent; of two cell types, a column a pair and a row an iteration from which on it is silent. What else was silent
 * follows. Each panel's title says the difference that the silence made to the final loss.
 * @param widthMm width of the whole figure in mm, 60 to 400
 * @throws InputError if the width is not allowed
 */
export function knockoutStudySpec(panels: readonly StudyPanel[], rule: string, widthMm: number): Spec {
  if (!(widthMm >= allowedMm.from && widthMm <= allowedMm.to)) throw new InputError(`width ${widthMm} mm; allowed is a number from ${allowedMm.from} to ${allowedMm.to}`);
  const styles = knockoutStyles(rule, 'silent');
  const layout = layoutOf(panels, widthMm, [...styles.values()]);
  const pairs = [...new Set(panels.filter(isOnePair).map(({ pair }) => pair))];
  const titles = panels.map((panel) => titleOf(panel, pairs, layout.panelWidth + columnGap - spare));
  const titleLines = Math.max(...titles.map(({ length }) => length));
  const gap = rowGap + lineHeight * (titleLines - 1);
  const axes = axesOf(panels.flatMap(({ points }) => points), 'loss', layout);
  const specs = panels.map((panel, n) => knockoutPanel(panel.points, styles, {
    data: nameOf(panel), axes, size: layout, from: panel.from, title: titles[n],
    labelled: n % layout.columns === layout.columns - 1 || n === panels.length - 1,
    yTitle: n % layout.columns === 0 ? 'Loss' : undefined,
    xTitle: n + layout.columns < panels.length ? undefined : { text: n === layout.columns * (layout.rows - 1) ? 'Training iterations' : '', x: layout.middle },
  }));
  const lines = noteOf(panels, rule, widthMm < narrowMm);
  (specs[0].layer as Spec[]).push(...lines.map((text, i) => textAbove(text, -14 - lineHeight * (titleLines + lines.length - 1 - i))));
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description: 'Knock-out study: loss during training with pairs of cell types silent, beside the untouched runs, mean and standard deviation over runs',
    background: 'white',
    autosize: { type: 'none' },
    padding: { left, right: layout.right, bottom, top: 26 + lineHeight * (titleLines + lines.length - 1) },
    params: [
      { name: 'width', value: layout.width - left - layout.right },
      { name: 'height', value: layout.rows * (layout.panelHeight + gap) - gap },
    ],
    bounds: 'flush',
    columns: layout.columns,
    spacing: { row: gap, column: columnGap },
    datasets: Object.fromEntries(panels.map((panel) => [nameOf(panel), panel.points])),
    concat: specs,
    config: theme,
  };
}

/** The numbers drawn as a table: pair, from, curve, iteration, runs, mean, sd; empty where there is nothing. */
export function formatStudyPanels(panels: readonly StudyPanel[]): string {
  const lines = panels.flatMap(({ pair, from, points }) => points.map(({ rule, iteration, runs, mean, sd }) => [csvCell(pair), from, rule, iteration, runs, mean, sd].join(',')));
  return `${['pair,from,curve,iteration,runs,mean,sd', ...lines].join('\n')}\n`;
}

function layoutOf(panels: readonly StudyPanel[], widthMm: number, styles: readonly RuleStyle[]) {
  const width = Math.round((widthMm / 25.4) * 96);
  const right = labelOffset + Math.ceil(Math.max(...styles.map(({ label }) => boldWidth(label, type.label)))) + spare;
  const ofPairs = panels.filter(isOnePair);
  const types = Math.ceil(Math.sqrt(new Set((ofPairs.length > 0 ? ofPairs : panels).map(({ pair }) => pair)).size));
  const columns = Math.min(widthMm < narrowMm ? 2 : 4, types ** 2, types === 2 ? 4 : types);
  const panelWidth = Math.floor((width - left - right - (columns - 1) * columnGap) / columns);
  const rows = Math.ceil(panels.length / columns);
  const inLastRow = panels.length - (rows - 1) * columns;
  const middle = (inLastRow * (panelWidth + columnGap) - columnGap) / 2;
  return { width, right, columns, rows, middle, panelWidth, panelHeight: Math.round(0.76 * panelWidth) };
}

function noteOf(panels: readonly StudyPanel[], rule: string, narrow: boolean): string[] {
  const [{ points, window }] = panels;
  const name = ruleStyles[rule]?.label ?? rule;
  const curves = [`${name}; titles: what is silent (sender>receiver)`, `from when on; ${runsShown(points)},`, smoothingNote(points)];
  const intervals = panels.filter(({ difference }) => difference && difference.low !== null).length;
  const numbers = [`numbers: loss of ${nameOfWindow(window)},`, 'silent − untouched, paired by seed: mean', ...(intervals > 0 ? [`[95 % t interval; ${intervals} here, uncorrected]`] : [])];
  return narrow ? [...curves, ...numbers] : [curves.join(' '), numbers.join(' ')];
}

/** Lines of a panel's title: what is silent since when, and the difference, which takes two where it is wider than there is room. */
function titleOf(panel: StudyPanel, pairs: readonly string[], room: number): string[] {
  const name = wrapped(`${silenceInWords(panel.pair, pairs)} from ${panel.from}`, room, type.label);
  if (!panel.difference) return name;
  const parts = partsOfDifference(panel.difference);
  const joined = parts.join(' ');
  return [...name, ...(boldWidth(joined, type.label) <= room ? [joined] : parts)];
}

function isOnePair({ pair }: StudyPanel): boolean {
  return !pair.includes(',') && !isRandom(pair);
}

function nameOf({ pair, from }: StudyPanel): string {
  return `${pair} from ${from}`;
}
