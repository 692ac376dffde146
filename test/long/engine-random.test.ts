import { afterAll, expect, it } from 'vitest';
import { wasmEngine } from '../support/engines';
import { expectAgreement } from '../support/expect-agreement';
import { recipes } from '../support/random-lesson';

const wasm = wasmEngine({ workers: 2 });
afterAll(() => wasm.close());

it.each([1, 2, 3])('the wasm engine and the reference engine agree on random networks (seed %i)', async (seed) => {
  // what float32 gives away; 2e-4 is what is promised
  expect(await expectAgreement(recipes, wasm, { seed, numRuns: 300 })).toBeLessThan(1e-4);
});
