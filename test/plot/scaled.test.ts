import { expect, it } from 'vitest';
import { ticks } from '../../src/plot/axis-range';
import { cellColor } from '../../src/plot/colors';
import { roomyRange } from '../../src/plot/line-panel';
import { scaled, superscript } from '../../src/plot/scaled';
import { fullWindow } from '../../src/plot/time-window';

it('divides series by one power of ten, and names it', () => {
  expect(scaled([[0, 0.00025], [-0.0123456789]])).toEqual({ series: [[0, 0.025], [-1.2346]], unit: ', in 10⁻²', factor: 100 });
  expect(scaled([[4e-13]])).toEqual({ series: [[4]], unit: ', in 10⁻¹³', factor: 1e13 });
  expect(scaled([[4321]])).toEqual({ series: [[4.321]], unit: ', in 10³', factor: 1e-3 });
});

it('leaves numbers of everyday size as they are', () => {
  expect(scaled([[0.25, -999], [1]])).toEqual({ series: [[0.25, -999], [1]], unit: '', factor: 1 });
  expect(scaled([[0, 0]])).toEqual({ series: [[0, 0]], unit: '', factor: 1 });
  expect(scaled([])).toEqual({ series: [], unit: '', factor: 1 });
});

it('writes powers as superscripts', () => {
  expect([0, 3, -4, -12].map(superscript)).toEqual(['⁰', '³', '⁻⁴', '⁻¹²']);
});

it('gives an axis room, zero and at least two ticks', () => {
  expect(roomyRange([0, 2], 2)).toMatchObject({ low: 0, high: 2.1 });
  expect(roomyRange([-2, -1], 2)).toMatchObject({ low: -2.1, high: 0 });
  for (const values of [[0, 1.87], [-9.9, 0.1], [3], [-0.3, 0.3], [0], []]) {
    const range = roomyRange(values, 2);
    expect(ticks(range).length).toBeGreaterThan(1);
    expect(ticks(range)).toContain(0);
    for (const value of values) expect([range.low <= value, range.high >= value]).toEqual([true, true]);
  }
});

it('begins a window shortly before what is shown can be seen', () => {
  const late = Float64Array.from({ length: 400 }, (_, t) => t < 230 ? 0.009 : 1);
  expect(fullWindow({}, 400, [late])).toEqual({ from: 150, to: 400 });
  expect(fullWindow({ from: 7 }, 400, [late])).toEqual({ from: 7, to: 400 });
  expect(fullWindow({}, 400, [late, late.map(() => 1e-9)])).toEqual({ from: 150, to: 400 });
  expect(fullWindow({}, 400, [new Float64Array(400)])).toEqual({ from: 0, to: 400 });
  expect(fullWindow({ to: 200 }, 400, [late])).toEqual({ from: 0, to: 200 });
});

it('gives cell types colours that differ in lightness', () => {
  // relative luminance, to which lightness is nearly the cube root
  const lightness = [0, 1, 2, 3].map((type) => {
    const [r, g, b] = [1, 3, 5].map((at) => (parseInt(cellColor(type).slice(at, at + 2), 16) / 255) ** 2.2);
    return Math.cbrt(0.2126 * r + 0.7152 * g + 0.0722 * b);
  }).sort();
  for (let n = 1; n < 4; n++) expect(lightness[n] - lightness[n - 1]).toBeGreaterThan(0.08);
  expect(cellColor(4)).toBe(cellColor(0));
});
