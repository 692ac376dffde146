import { formatRows } from '../../core/tables/format-rows';
import { labelsOf, ruleStyles } from '../../plot/colors';
import { axesOf, curvePanel } from '../../plot/curve-panel';
import type { DrawnPoint } from '../../plot/drawn-point';
import { framed } from '../../plot/framed';
import { figureLayout, narrowMm } from '../../plot/layout';
import { linesAbove } from '../../plot/marks';
import { boldWidth } from '../../plot/text-width';
import { type, type Spec } from '../../plot/theme';
import { wrapped } from '../../plot/wrapped';
import { finalWindow, nameOfWindow, type Window } from '../curves/final-window';
import { partsOfInterval, runsShown, signed } from '../curves/in-words';
import { knockoutCurves, smoothingNote } from './curves';
import type { StudyPoint } from './curves-csv';
import { pairedDifferences, runsBySilence, type MeanDifference, type Silenced } from './paired-differences';
import { knockoutStyles } from './style';

/** One small multiple: what is silent, and since when. */
interface StudyPanel extends Silenced {
  /** Loss of the untouched and the changed runs; in place of the rule stands the name of the curve. */
  readonly points: readonly DrawnPoint[];
  /** What the silence did to the final loss, see {@link pairedDifferences}; missing if no untouched run has the same seed. */
  readonly difference?: MeanDifference;
  /** Iterations that are final. */
  readonly window: Window;
}

const DESCRIPTION = 'Knock-out study: loss during training with pairs of cell types silent, beside the untouched runs, '
  + 'mean and standard deviation over runs';
const columnGap = 28;
/** From the axis of a panel to the title below it, and from line to line of a title. */
const rowGap = 26;
const lineHeight = 12;

/** Computes the panels of a study: from by from, in each pair by pair; then what else was silent. */
export function knockoutStudyPanels(points: readonly StudyPoint[]): StudyPanel[] {
  const untouched = points.filter(({ curve }) => curve === 'untouched');
  const window = finalWindow(points);
  const differences = pairedDifferences(points, window);
  const panels = runsBySilence(points).map((ofOne): StudyPanel => {
    const { pair, from } = ofOne[0] as Silenced;
    const difference = differences.find((each) => each.pair === pair && each.from === from)?.loss;
    return { pair, from, points: knockoutCurves([...untouched, ...ofOne], from).loss, difference, window };
  });
  return panels.sort((a, b) => Number(isOnePair(b)) - Number(isOnePair(a)) || a.from - b.from);
}

/**
 * Draws a knock-out study as small multiples, in the look of Figure 3C: the loss of the untouched runs and of those in which one pair is
 * silent; of two cell types, a column a pair and a row an iteration from which on it is silent. What else was silent follows. Each panel's
 * title says the difference that the silence made to the final loss.
 * @param widthMm width of the whole figure in mm, 60 to 400
 * @throws InputError if the width is not allowed
 */
export function knockoutStudySpec(panels: readonly StudyPanel[], rule: string, widthMm: number): Spec {
  const styles = knockoutStyles(rule, 'silent');
  const columns = columnsOf(panels, widthMm < narrowMm);
  const layout = figureLayout(widthMm, labelsOf(styles), { columns, gap: columnGap });
  const { left, right, bottom } = layout.padding;
  const pairs = [...new Set(panels.filter(isOnePair).map(({ pair }) => pair))];
  const titles = panels.map((panel) => titleOf(panel, pairs, layout.panelWidth + columnGap - 6));
  const titleLines = Math.max(...titles.map(({ length }) => length));
  const gap = rowGap + lineHeight * (titleLines - 1);
  const rows = Math.ceil(panels.length / columns);
  const inLastRow = panels.length - (rows - 1) * columns;
  const middle = (inLastRow * (layout.panelWidth + columnGap) - columnGap) / 2;
  const drawn = panels.flatMap(({ points }) => points);
  const axes = axesOf(drawn, layout, { low: 0 });
  const note = noteOf(panels, rule, layout.stacked);
  const top = 26 + lineHeight * (titleLines + note.length - 1);
  const size = { width: layout.width - left - right, height: rows * (layout.panelHeight + gap) - gap };
  return framed(DESCRIPTION, { left, right, bottom, top }, size, {
    columns,
    spacing: { row: gap, column: columnGap },
    datasets: Object.fromEntries(panels.map((panel) => [nameOf(panel), [...panel.points]])),
    concat: panels.map((panel, n) => {
      const [isFirst, isLowest] = [n % columns === 0, n + columns >= panels.length];
      return curvePanel(panel.points, {
        data: nameOf(panel), axes, size: layout, styles, from: panel.from,
        isNamed: n % columns === columns - 1 || n === panels.length - 1,
        x: { labels: isLowest, title: n === columns * (rows - 1) ? 'Training iterations' : null, titleX: isLowest ? middle : 0 },
        y: { labels: isFirst, title: isFirst ? 'Loss' : null },
        above: [
          ...linesAbove(titles[n], -6, { fontSize: type.label, fontWeight: 'bold' }),
          ...(n === 0 ? linesAbove(note, -14 - lineHeight * titleLines, { fontWeight: 'normal' }) : []),
        ],
      });
    }),
  });
}

/** Writes the numbers drawn as a table: pair, from, curve, iteration, runs, mean, sd; empty where there is nothing. */
export function formatStudyPanels(panels: readonly StudyPanel[]): string {
  const columns = ['pair', 'from', 'curve', 'iteration', 'runs', 'mean', 'sd'] as const;
  const rows = panels.flatMap(({ pair, from, points }) => points.map(({ rule: curve, ...point }) => ({ pair, from, curve, ...point })));
  return formatRows(columns, rows);
}

/** Counts columns: one a pair of two cell types, else a column a type; two columns of a narrow figure. */
function columnsOf(panels: readonly StudyPanel[], isNarrow: boolean): number {
  const ofPairs = panels.filter(isOnePair);
  const types = Math.ceil(Math.sqrt(new Set((ofPairs.length > 0 ? ofPairs : panels).map(({ pair }) => pair)).size));
  return Math.min(isNarrow ? 2 : 4, types ** 2, types === 2 ? 4 : types);
}

function noteOf(panels: readonly StudyPanel[], rule: string, narrow: boolean): string[] {
  const [{ points, window }] = panels;
  const name = ruleStyles[rule]?.label ?? rule;
  const curves = [`${name}; titles: what is silent (sender>receiver)`, `from when on; ${runsShown(points)},`, smoothingNote(points)];
  const intervals = panels.filter(({ difference }) => difference && difference.low !== null).length;
  const counted = intervals > 0 ? [`[95 % t interval; ${intervals} here, uncorrected]`] : [];
  const numbers = [`numbers: loss of ${nameOfWindow(window)},`, 'silent − untouched, paired by seed: mean', ...counted];
  return narrow ? [...curves, ...numbers] : [curves.join(' '), numbers.join(' ')];
}

/**
 * Writes the lines of a panel's title: what is silent since when, and the difference, which takes two where it is wider than there is room.
 */
function titleOf(panel: StudyPanel, pairs: readonly string[], room: number): string[] {
  const name = wrapped(`${silenceInWords(panel.pair, pairs)} from ${panel.from}`, room, type.label);
  if (!panel.difference) return name;
  const parts = partsOfInterval(panel.difference, signed);
  const joined = parts.join(' ');
  return [...name, ...(boldWidth(joined, type.label) <= room ? [joined] : parts)];
}

/**
 * Says what is silent, for a title.
 * @param silent sender>receiver, several with commas between, or random:share
 * @param pairs all single pairs of the study
 * @example silenceInWords('E>I,I>E,I>I', ['E>E', 'E>I', 'I>E', 'I>I']) // 'all but E>E'
 */
export function silenceInWords(silent: string, pairs: readonly string[]): string {
  const list = silent.split(',');
  const others = pairs.filter((pair) => !list.includes(pair));
  if (list.length > 1 && others.length === 1 && !list.some(isRandom)) return `all but ${others[0]}`;
  return list.map((each) => isRandom(each) ? `${percentOf(each)} at random` : each).join(', ');
}

/** Says whether it is a random share, not a pair. */
function isRandom(silent: string): boolean {
  return /^random:[^>]*$/.test(silent);
}

/** Writes random:0.66 as 66 % */
function percentOf(random: string): string {
  return `${Number((100 * Number(random.slice('random:'.length))).toPrecision(6))} %`;
}

function isOnePair({ pair }: StudyPanel): boolean {
  return !pair.includes(',') && !isRandom(pair);
}

function nameOf({ pair, from }: StudyPanel): string {
  return `${pair} from ${from}`;
}
