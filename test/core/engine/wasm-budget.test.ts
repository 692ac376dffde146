import { afterAll, describe, expect, it } from 'vitest';
import { referenceEngine } from '../../../src/core/engine/reference/reference';
import { bitsOf, disagreement, FLOAT32 } from '../../support/agreement';
import { wasmEngine } from '../../support/engines';
import { lessonOf } from '../../support/random-lesson';

/** One holds the whole batch, the other one chunk of four trials at a time. */
const [roomy, tight] = [wasmEngine({ workers: 1 }), wasmEngine({ workers: 1, budget: 1 })];
afterAll(async () => { await roomy.close(); await tight.close(); });

describe('a batch that does not fit the memory budget', () => {
  const lesson = lessonOf({ count: 10, neurons: 12, rates: 'of the batch', rule: 'mdgl' });

  it('is learned with the rates of all its trials, which takes a second forward pass, to the same bits', async () => {
    const result = await tight.learn(lesson);
    expect(bitsOf(result)).toEqual(bitsOf(await roomy.learn(lesson)));
    expect(disagreement(result, await referenceEngine().learn(lesson)).error).toBeLessThan(FLOAT32);
  });

  it('is learned to the same bits without regularised rates', async () => {
    const { rates: _, ...plain } = lesson;
    expect(bitsOf(await tight.learn(plain))).toEqual(bitsOf(await roomy.learn(plain)));
    expect(bitsOf(await tight.learn(plain)).recurrent).not.toBe(bitsOf(await tight.learn(lesson)).recurrent);
  });

  it('is evaluated to the same bits', async () => {
    expect(bitsOf(await tight.evaluate(lesson))).toEqual(bitsOf(await roomy.evaluate(lesson)));
  });
});
