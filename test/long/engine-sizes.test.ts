import { expect, it } from 'vitest';
import { below, stream } from '../../src/core/random';
import { rules } from '../../src/core/rules';
import { bitsOf } from '../support/agreement';
import { wasmEngine } from '../support/engines';
import { lessonOf } from '../support/random-lesson';

it('hundreds of batches of other sizes need no more memory than the largest, and the same one has the same bits', async () => {
  const engine = wasmEngine({ workers: 2 });
  const draw = stream(13, 'benchmark');
  const probe = lessonOf({ count: 7 });
  const expected = bitsOf(await engine.learn(probe));
  const residentMb: number[] = [];
  for (let n = 0; n < 300; n++) {
    const lesson = lessonOf({
      seed: 1 + n, neurons: 1 + below(draw, 60), count: 1 + below(draw, 20), moreSteps: below(draw, 150), outputs: 1 + below(draw, 3),
      loss: n % 2 ? 'class' : 'values', rates: n % 3 === 0 ? 'of the batch' : 'none', rule: rules[n % rules.length].id,
    }, 0);
    const { spikeCounts } = n % 5 ? await engine.learn(lesson) : await engine.evaluate(lesson);
    expect(spikeCounts.reduce((a, b) => a + b, 0)).toBeGreaterThan(0);
    if (n % 50 === 49) {
      expect(bitsOf(await engine.learn(probe))).toEqual(expected);
      residentMb.push(process.memoryUsage().rss / 1e6);
    }
  }
  await engine.close();
  expect(Math.max(...residentMb.slice(3))).toBeLessThan(Math.max(...residentMb.slice(0, 3)) + 100);
});
