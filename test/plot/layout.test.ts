import { expect, it } from 'vitest';
import { figureLayout } from '../../src/plot/layout';
import { boldWidth } from '../../src/plot/text-width';
import { type } from '../../src/plot/theme';

it('puts two panels side by side over two columns of a journal', () => {
  const { stacked, width, panelWidth, gap, padding } = figureLayout(174, ['MDGL', 'e-prop']);
  expect(stacked).toBe(false);
  // 174 mm at 96 pixels an inch.
  expect(width).toBe(658);
  const used = padding.left + 2 * panelWidth + gap + padding.right;
  expect(width - used).toBeGreaterThanOrEqual(0);
  expect(width - used).toBeLessThan(2);
});

it('stacks them in one column', () => {
  const { stacked, width, height, panelWidth, panelHeight, gap, padding } = figureLayout(85, ['MDGL']);
  expect(stacked).toBe(true);
  expect(padding.left + panelWidth + padding.right).toBe(width);
  expect(padding.top + 2 * panelHeight + gap + padding.bottom).toBe(height);
});

it('leaves room for the longest label', () => {
  for (const label of ['MDGL', 'MDGLbca', 'MMMMMMMMMMMMMMMM']) {
    expect(figureLayout(174, ['x', label]).padding.right).toBeGreaterThan(10 + boldWidth(label, type.label));
  }
});

it.each([59, 401, NaN, -1])('refuses a width of %s mm', (width) => {
  expect(() => figureLayout(width, ['MDGL'])).toThrow(`width ${width} mm; allowed is a number from 60 to 400`);
});
