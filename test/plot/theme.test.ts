import { expect, it } from 'vitest';
import { renderSvg } from '../../src/plot/svg';
import type { Layer, MarkStyle, Position, Spec } from '../../src/plot/theme';

it('what Vega-Lite does not know is a type error', async () => {
  // @ts-expect-error there is no such mark; were a type lost, it would be 'any' and no error
  const spec: Spec = { mark: 'nose' };
  // @ts-expect-error
  const layer: Layer = { mark: 'nose' };
  // @ts-expect-error
  const position: Position = { field: 'loss', type: 'quantity' };
  // @ts-expect-error
  const style: MarkStyle = { fontSize: 'large' };
  expect([layer, position, style]).toHaveLength(3);
  await expect(renderSvg(spec)).rejects.toThrow();
});
