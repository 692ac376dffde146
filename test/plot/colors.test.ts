import { expect, it } from 'vitest';
import { ruleStyles, stylesOf } from '../../src/plot/colors';

type Vector = [number, number, number];

/** How people see who lack one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1), on linear RGB. */
const vision: Record<string, Vector[]> = {
  all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  'red-blind': [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  'green-blind': [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  'blue-blind': [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

function linear(color: string): Vector {
  const channel = (at: number) => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** CIELAB, white D65. */
function lab(rgb: Vector): Vector {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f(dot([0.4124, 0.3576, 0.1805], rgb) / 0.95047);
  const y = f(dot([0.2126, 0.7152, 0.0722], rgb));
  const z = f(dot([0.0193, 0.1192, 0.9505], rgb) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function seenBy(kind: string, color: string): Vector {
  const rgb = linear(color);
  return lab(vision[kind]!.map((row) => Math.min(1, Math.max(0, dot(row, rgb)))) as Vector);
}

it.each([['all', 30], ['red-blind', 17], ['green-blind', 17], ['blue-blind', 14]])(
  'keeps any two rules apart for %s readers',
  (kind, least) => {
    const seen = Object.values(ruleStyles).map((style) => seenBy(kind, style.color));
    const distances = seen.flatMap((a, i) => seen.slice(i + 1).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])));
    expect(distances).toHaveLength(28);
    expect(Math.min(...distances)).toBeGreaterThan(least - 0.5);
  },
);

it('keeps the three published rules apart in grey', () => {
  const lightness = ['bptt', 'e-prop', 'mdgl'].map((rule) => Math.round(seenBy('all', ruleStyles[rule]!.color)[0]));
  expect(lightness).toEqual([0, 40, 56]);
});

it('lists known rules first, in fixed order, and gives others spare looks', () => {
  const styles = stylesOf(['mine', 'constructor', 'rflo', 'mdgl', 'mine']);
  expect([...styles.keys()]).toEqual(['mdgl', 'rflo', 'constructor', 'mine']);
  expect(styles.get('mdgl')).toEqual({ label: 'MDGL', color: '#1e9a45' });
  const used = [...styles.values()].map((style) => style.color);
  expect(new Set(used).size).toBe(4);
});

it('shortens a long name', () => {
  expect(stylesOf(['my-very-long-rule-name']).get('my-very-long-rule-name')!.label).toBe('my-very-long-ru…');
});
