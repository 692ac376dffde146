import type { CellWriter } from '../../../../src/notebook/cell';
import type { Spec } from '../../messages';
import { currentCell } from '../cells';
import { VEGA_LITE } from './show';

/** Returns what sends the running cell's charts to the page. */
export function cellWriter(): CellWriter | undefined {
  const cell = currentCell();
  return cell && (({ data, transient: { display_id: id } }, update) => {
    const spec = (data as Record<string, Spec>)[VEGA_LITE];
    cell.report({ kind: 'chart', cell: cell.number, spec, id, update });
  });
}
