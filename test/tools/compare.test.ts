import { describe, expect, it } from 'vitest';
import { differences } from '../../tools/notebooks/compare.mjs';
import { VEGA, type Cell } from '../../tools/notebooks/notebook.mjs';
import { code, display, markdown, notebook, stderr, stdout } from './notebook-parts';

/** A PNG as far as its header says its size. */
function png(width: number, height: number, rest = ''): string {
  const header = Buffer.alloc(24);
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return Buffer.concat([header, Buffer.from(rest)]).toString('base64');
}

const compare = (before: Cell, now: Cell) => differences(notebook(markdown('#'), before), notebook(markdown('#'), now));
const shows = (data: Record<string, unknown>) => code('x', { outputs: [display(data)] });

describe('a fresh execution beside the committed one', () => {
  it('is equal where texts, charts and sizes of pictures are, however texts are cut', () => {
    const chart = { [VEGA]: { data: { values: [1, 2] } }, 'text/plain': ['a\n', 'b'] };
    expect(compare(
      code('x', { outputs: [stdout('a\nb'), display({ ...chart, 'image/png': png(30, 20, 'old') })] }),
      code('x', { outputs: [stdout('a\n'), display({ ...chart, 'text/plain': 'a\nb', 'image/png': png(30, 20, 'new') }), stdout('b')] }),
    )).toEqual([]);
  });

  it('differs in a line of text', () => {
    expect(compare(code('x', { outputs: [stdout('a\n0.5')] }), code('x', { outputs: [stdout('a\n0.6')] }))).toEqual([
      'cell 2: stdout differs: committed "0.5", now "0.6"',
    ]);
    expect(compare(code('x', { outputs: [stdout('a')] }), code('x', { outputs: [stderr('a')] }))).toHaveLength(2);
    expect(compare(code('x', { outputs: [stdout('a')] }), code('x', { outputs: [stdout('a\nb')] }))).toEqual([
      'cell 2: stdout differs: committed nothing, now "b"',
    ]);
  });

  it('differs in a number of a chart, and says where', () => {
    expect(
      compare(shows({ [VEGA]: { data: { values: [{ y: 1 }, { y: 2 }] } } }), shows({ [VEGA]: { data: { values: [{ y: 1 }, { y: 3 }] } } }))
    ).toEqual([`cell 2: ${VEGA} differs at data.values.1.y: committed "2", now "3"`]);
  });

  it('differs in the size of a picture, in its kind, and in how many there are', () => {
    expect(compare(shows({ 'image/png': png(30, 20) }), shows({ 'image/png': png(30, 21) }))).toEqual([
      'cell 2: image/png size differs: committed "30 × 20", now "30 × 21"',
    ]);
    expect(compare(shows({ 'image/png': png(1, 1) }), shows({ 'text/html': 'x' }))).toEqual([
      'cell 2: image/png is missing',
      'cell 2: text/html is new',
    ]);
    expect(compare(shows({}), code('x'))).toEqual(['cell 2: shows 0 pictures or charts, 1 are committed']);
  });

  it('in a cell tagged time need only have output', () => {
    const timed = (text?: string) => code('x', { tags: ['time'], outputs: text ? [stdout(text)] : [] });
    expect(compare(timed('1 s'), timed('2 s'))).toEqual([]);
    expect(compare(timed('1 s'), timed())).toEqual(['cell 2: has no output any more']);
    expect(compare(timed(), timed('2 s'))).toEqual(['cell 2: is tagged time and has no output']);
  });
});
