import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kernelBase64 } from '../../../dist/browser/kernel-base64';
import { built } from '../../../src/node/package';

it('the two builds of the kernel differ in one byte, which says whether memory is shared', () => {
  const [shared, alone] = ['kernel.wasm', 'kernel-alone.wasm'].map((file) => readFileSync(built('core', 'engine', file)));
  expect(shared!.length).toBe(alone!.length);
  const different = [...shared!.keys()].filter((place) => shared![place] !== alone![place]);
  expect(different.map((place) => [shared![place], alone![place]])).toEqual([[3, 1]]);
  expect(kernelBase64).toBe(alone!.toString('base64'));
});
