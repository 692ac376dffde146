import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as mdgl from '../../src';
import { lessonAfter } from '../../src/record/lesson-at';
import { synapseSpec } from '../../src/record/pictures/synapse';
import { synapseQuantities } from '../../src/record/quantities';
import { record } from '../../src/record/record';
import { seriesOf } from '../../src/record/series-of';

/** The example in the documentation of `record`. */
const example = /@example\n([\s\S]*?)\n \*\//
  .exec(readFileSync(join(__dirname, '..', '..', 'src', 'record', 'record.ts'), 'utf8'))![1]
  .replace(/^ \* ?/gm, '');
const [, imported, code] = /^import \{ (.+) \} from 'mdgl';\n([\s\S]+)$/.exec(example)!;
const names = imported.split(', ');
const library: Record<string, unknown> = { ...mdgl, lessonAfter, record, synapseQuantities, synapseSpec };

async function run(): Promise<{
  recording: ReturnType<typeof record<(typeof synapseQuantities)[number]>>;
  picture: { vconcat: { layer: unknown[] }[] };
}> {
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  return new AsyncFunction(...names, `${code}\nreturn { recording, picture };`)(...names.map((name) => library[name]));
}

describe('the example that follows one synapse from a presynaptic spike to its weight change', () => {
  it('takes at most four calls of the library', () => {
    const calls = names.flatMap((name) => [...code.matchAll(new RegExp(`\\b${name}\\(`, 'g'))]);
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.length).toBeLessThanOrEqual(4);
  });

  it('runs, and tells the whole story: spikes, traces, signals, a weight change', async () => {
    const { recording, picture } = await run();
    expect(Object.keys(recording.arrays)).toEqual([...synapseQuantities]);
    const { pre, post, weight } = recording.coordinates;
    expect([pre.data.length, weight.data[0] !== 0]).toEqual([1, true]);
    const place = { neuron: post.data[0] };
    for (const quantity of synapseQuantities) {
      expect(
        seriesOf(recording, quantity, place).some((value) => value !== 0),
        quantity
      ).toBe(true);
    }
    const { data } = recording.arrays.presynapticSpikes;
    // no spike is remembered before it was sent, and the weight changes after that alone
    const first = data.findIndex((count) => count > 0);
    for (const trace of ['epsilonV', 'eligibility', 'weightChange'] as const) {
      expect(
        recording.arrays[trace].data.findIndex((value) => value !== 0),
        trace
      ).toBeGreaterThan(first);
    }
    expect(picture.vconcat).toHaveLength(7);
  });
});
