import { describe, expect, it } from 'vitest';
import { show } from '../../src/notebook/show';
import { lineChart } from '../../src/plot/line-chart';
import { fakeKernel } from './kernel';

const spec = lineChart({
  description: 'a rising line',
  data: [
    { t: 0, v: 1 },
    { t: 1, v: 2 },
  ],
  x: { field: 't', title: 'Time (ms)' },
  y: { field: 'v', title: 'v' },
});

it('outside a notebook a chart is refused, with what to use instead', async () => {
  await expect(show(spec)).rejects.toThrow('renderSvg');
});

describe('in a notebook', () => {
  const { outputs } = fakeKernel();

  it('a chart is one output: Vega-Lite 5, a picture of it at its own size, and a text', async () => {
    await show(spec);
    expect(outputs).toHaveLength(1);
    const { data, metadata, update } = outputs[0];
    expect(data['application/vnd.vegalite.v5+json']).toBe(spec);
    expect(data['text/plain']).toBe('a rising line');
    const png = Buffer.from(data['image/png'] as string, 'base64');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(Math.round(1.5 * metadata['image/png'].width));
    expect(metadata['image/png'].width).toBeGreaterThan(540);
    expect(update).toBe(false);
  });

  it('a copy of tslab that is loaded but runs no cell is passed over, wherever it comes in the list', async () => {
    const [running] = Object.entries(require.cache).filter(([file]) => file.includes('tslab'));
    const idle = '/elsewhere/node_modules/tslab/dist/jupyter.js';
    delete require.cache[running[0]];
    require.cache[idle] = { exports: { lastWriteDisplayData: null } } as NodeJS.Module;
    require.cache[running[0]] = running[1];
    try {
      await show(spec);
    } finally {
      delete require.cache[idle];
    }
    expect(outputs).toHaveLength(1);
  });
});
