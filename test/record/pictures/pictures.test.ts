import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textMetrics } from 'vega';
import { describe, expect, it, vi } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { renderSvg } from '../../../src/plot/svg';
import type { Spec } from '../../../src/plot/theme';
import { drawableOf, drawRecording } from '../../../src/record/pictures/draw';
import { membraneSpec } from '../../../src/record/pictures/membrane';
import { modulationSpec } from '../../../src/record/pictures/modulation';
import { rasterSpec } from '../../../src/record/pictures/raster';
import { synapseSpec } from '../../../src/record/pictures/synapse';
import { quantityNames, synapseQuantities } from '../../../src/record/quantities';
import type { Recording } from '../../../src/record/recording';
import { seriesOf } from '../../../src/record/series-of';
import { overlap, placedTexts } from '../../support/svg-texts';
import { warningsOf } from '../../support/warnings';
import { panelsOf, rowsOf, textsIn, tinyRecording } from './recording-support';

const recording = tinyRecording();
const only = (...names: (keyof Recording['arrays'])[]): Recording => ({
  ...recording,
  arrays: Object.fromEntries(names.map((name) => [name, recording.arrays[name]])),
});

const pictures: [
  name: string,
  draw: (recording: Recording, options?: { trial?: number; from?: number; to?: number; widthMm?: number }) => Spec,
][] = [
  ['raster', rasterSpec],
  ['membrane', membraneSpec],
  ['synapse', synapseSpec],
  ['modulation', modulationSpec],
];

it('the network that is drawn is alive', () => {
  expect(Array.from(recording.arrays.spikes.data).reduce((a, b) => a + b, 0)).toBeGreaterThan(100);
  for (const quantity of quantityNames) expect(recording.arrays[quantity].data.some((value) => value !== 0), quantity).toBe(true);
});

describe.each(pictures)('the picture %s', (name, draw) => {
  it('looks as it did', async () => {
    await expect(`${await renderSvg(draw(recording), 169)}\n`).toMatchFileSnapshot(`recording-${name}.snapshot.svg`);
  });

  it('is plain Vega-Lite of schema 5 that compiles without a warning', () => {
    const spec = draw(recording, { from: 20, to: 140 });
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    expect(spec.$schema).toBe('https://vega.github.io/schema/vega-lite/v5.json');
    expect(warningsOf(spec)).toEqual([]);
  });

  it('has notebook width, and any other that is asked for', async () => {
    expect(await renderSvg(draw(recording), 169)).toMatch(/viewBox="0 0 639 \d+"/);
    expect(await renderSvg(draw(recording, { widthMm: 120 }), 120)).toMatch(/viewBox="0 0 454 \d+"/);
  });

  it('does not depend on how wide a text is believed to be', async () => {
    const before = await renderSvg(draw(recording), 169);
    const asked = vi.spyOn(textMetrics, 'width').mockReturnValue(1000);
    try {
      expect(await renderSvg(draw(recording), 169)).toBe(before);
    } finally {
      asked.mockRestore();
    }
  });

  it('says what it shows, and is of the trial that is asked for', () => {
    expect(textsIn(panelsOf(draw(recording))[0]).some((text) => text.startsWith('MDGL, seed 1, iteration 0, validation trial 0'))).toBe(
      true
    );
    const other = draw(recording, { trial: 1, from: 0 });
    expect(textsIn(panelsOf(other)[0]).some((text) => text.startsWith('MDGL, seed 1, iteration 0, validation trial 1'))).toBe(true);
    expect(JSON.stringify(panelsOf(other).map((panel) => [rowsOf(panel), rowsOf(panel, 'tick')]))).not.toBe(
      JSON.stringify(panelsOf(draw(recording, { from: 0 })).map((panel) => [rowsOf(panel), rowsOf(panel, 'tick')]))
    );
  });

  it('shows the part of the trial that is asked for', () => {
    for (const panel of panelsOf(draw(recording, { from: 30, to: 90 }))) {
      for (const { t } of [...rowsOf(panel), ...rowsOf(panel, 'tick')]) expect([t >= 30, t < 90]).toEqual([true, true]);
    }
  });

  it.each([{ from: -1 }, { to: 151 }, { from: 50, to: 50 }, { from: 1.5 }])('refuses the part %j', (part) => {
    expect(() => draw(recording, part)).toThrow(InputError);
    expect(() => draw(recording, part)).toThrow('allowed are whole numbers with 0 ≤ from < to ≤ 150, the steps of the trial');
  });

  it('says what was not recorded', () => {
    expect(() => draw(only('inputSpikes'))).toThrow(InputError);
    expect(() => draw(only('inputSpikes'))).toThrow(/ was not recorded; there are inputSpikes$/);
    expect(() => draw(recording, { trial: 5 })).toThrow('trial 5 was not recorded; there are 0, 1');
  });

  it('does without the task of its recording', () => {
    const bare = { ...recording, attributes: { ruleLabel: 'mine' } };
    expect(textsIn(panelsOf(draw(bare))[0])[0]).not.toContain('recall');
    expect(textsIn(panelsOf(draw(bare))[0]).some((text) => text.startsWith('mine, trial 0'))).toBe(true);
  });
});

describe('the raster', () => {
  it('has a stroke for each spike, neurons sorted by type and LIF before ALIF', () => {
    const [inputs, neurons] = panelsOf(rasterSpec(recording, { trial: 1 }));
    const { neuronType, beta } = recording.coordinates;
    const order = Array.from({ length: 35 }, (_, p) => p).sort(
      (a, b) => neuronType.data[a] - neuronType.data[b] || Math.sign(beta.data[a]) - Math.sign(beta.data[b]) || a - b
    );
    const expected = order.flatMap((neuron, row) =>
      [...seriesOf(recording, 'spikes', { trial: 1, neuron })].flatMap((z, t) => (z ? [[t, -row - 0.5]] : []))
    );
    expect(rowsOf(neurons, 'tick').map(({ t, y }) => [t, y]).sort()).toEqual(expected.sort());
    expect(textsIn(neurons)).toEqual(expect.arrayContaining(['I LIF', 'E LIF', 'E ALIF', 'neurons (35)']));
    const sent = Array.from({ length: 16 }, (_, input) => seriesOf(recording, 'inputSpikes', { trial: 1, input })).reduce(
      (sum, counts) => sum + counts.filter((count) => count > 0).length,
      0
    );
    expect(rowsOf(inputs, 'tick')).toHaveLength(sent);
    expect(textsIn(inputs)).toEqual(expect.arrayContaining(['left', 'right', 'recall', 'noise']));
  });

  it('gives groups of one neuron so much room that their names do not overlap', async () => {
    const meanings = Array.from({ length: 14 }, (_, k) => `type ${k}`);
    const neuronType = {
      ...recording.coordinates.neuronType,
      data: recording.coordinates.neuronType.data.map((_, p) => Math.min(p, 13)),
      meanings,
    };
    const many = { ...only('spikes'), coordinates: { ...recording.coordinates, neuronType } };
    const svg = await renderSvg(rasterSpec(many), 169);
    const names = placedTexts(svg).filter(({ text }) => text.startsWith('type '));
    expect(names.length).toBeGreaterThanOrEqual(14);
    expect(overlap(names)).toBeUndefined();
    const [panel] = panelsOf(rasterSpec(many));
    const lowest = rowsOf(panel, 'tick').reduce((least, { y }) => Math.min(least, y), 0);
    expect(lowest).toBeGreaterThan(panel.layer.flatMap(({ encoding }) => encoding?.y?.scale?.domain ?? [])[0]);
  });

  it('has neither inputs nor sides of cues where inputs were not recorded', () => {
    const panels = panelsOf(rasterSpec(only('spikes')));
    expect(panels).toHaveLength(1);
    expect(textsIn(panels[0]).filter((text) => text === 'cue')).toHaveLength(3);
  });
});

describe('the membrane', () => {
  it('is drawn as recorded, in hundredths, with its threshold', () => {
    const neuron = 20;
    const [spikes, lines] = panelsOf(membraneSpec(recording, { neuron }));
    const [v, A] = (['membrane', 'threshold'] as const).map((quantity) => seriesOf(recording, quantity, { neuron }));
    rowsOf(lines).forEach(({ t, v0, v1 }) => expect([v0, v1]).toEqual([expect.closeTo(100 * A[t], 3), expect.closeTo(100 * v[t], 3)]));
    expect(rowsOf(lines)).toHaveLength(150);
    expect(textsIn(lines)).toEqual(
      expect.arrayContaining(['membrane and threshold of neuron 20 (E, ALIF), in 10⁻²', 'membrane', 'threshold'])
    );
    expect(rowsOf(spikes, 'tick')).toHaveLength(seriesOf(recording, 'spikes', { neuron }).filter((z) => z > 0).length);
  });

  it('is by default that of the neuron whose threshold moves most', () => {
    const range = (neuron: number) => { const A = seriesOf(recording, 'threshold', { neuron }); return Math.max(...A) - Math.min(...A); };
    const ranges = Array.from({ length: 35 }, (_, neuron) => range(neuron));
    const most = ranges.indexOf(Math.max(...ranges));
    expect(textsIn(panelsOf(membraneSpec(recording))[1])).toContainEqual(expect.stringContaining(`of neuron ${most} (E, ALIF)`));
  });
});

describe('the synapse', () => {
  const { pre, post, fromInput, beta } = recording.coordinates;
  const names = Array.from(pre.data, (q, s) => ({
    text: `${q}>${post.data[s]}`,
    input: fromInput.data[s] === 1,
    adapts: beta.data[post.data[s]] > 0,
  }));

  it('goes panel by panel from presynaptic spikes to the gradient', () => {
    const { text: synapse } = names.find(({ input, adapts }) => !input && adapts)!;
    const panels = panelsOf(synapseSpec(recording, { synapse, from: 0 }));
    expect(panels.map((panel) => textsIn(panel)[0].replace(/, in .*/, ''))).toEqual([
      'presynaptic spikes', 'ψ: how near the postsynaptic neuron is to a spike',
      'what the membrane (εᵥ) and the adaptation (εₐ) remember of presynaptic spikes', 'eligibility e = ψ (εᵥ − β εₐ)',
      'learning signal L (loss per spike)', 'modulatory signal Γ (loss per spike)',
      'gradient, running sum of Λ e, Λ = L + Γ; descent subtracts it (loss per weight)',
    ]);
    const shapes = panels.slice(1).map((panel) => rowsOf(panel).map(({ v0 }) => v0));
    const neuron = Number(synapse.split('>')[1]);
    const expected = [
      ['pseudoDerivative', { neuron }],
      ['epsilonV', { synapse }],
      ['eligibility', { synapse }],
      ['learningSignal', { neuron }],
      ['modulatorySignal', { neuron }],
      ['weightChange', { synapse }],
    ] as const;
    expected.forEach(([quantity, place], n) => {
      const values = seriesOf(recording, quantity, place);
      const [most, drawn] = [values, shapes[n]].map((series) => Array.from(series).reduce((a, b) => Math.abs(b) > Math.abs(a) ? b : a, 0));
      values.forEach((value, t) => expect(shapes[n][t]).toBeCloseTo(most === 0 ? 0 : value * drawn / most, 2));
    });
  });

  it('leaves out the adaptation of a LIF neuron, and takes synapses of inputs', () => {
    const { text: inputSynapse, adapts } = names.find(({ input }) => input)!;
    const panels = panelsOf(synapseSpec(recording, { inputSynapse }));
    expect(textsIn(panels[0])).toContainEqual(
      expect.stringContaining(`input ${inputSynapse.split('>')[0]} → neuron ${inputSynapse.split('>')[1]} (`)
    );
    expect(textsIn(panels[2]).includes('εₐ')).toBe(adapts);
    const { text: synapse } = names.find((one) => !one.input && !one.adapts)!;
    expect(textsIn(panelsOf(synapseSpec(recording, { synapse }))[3])).toContain('eligibility e = ψ εᵥ');
  });

  it('shows Λ where there is no Γ', () => {
    for (const rule of ['bptt', 'e-prop']) {
      const panels = panelsOf(synapseSpec(tinyRecording(rule)));
      expect(textsIn(panels[5])[0]).toMatch(/^credit Λ \(loss per spike\)/);
      expect(textsIn(panels[6])[0]).toMatch(/^gradient, running sum of Λ e; descent subtracts it \(loss per weight\)(, in|$)/);
    }
  });

  it('says on its axis which part of the trial it shows', async () => {
    const axisOf = async (part: { from?: number; to?: number }) =>
      placedTexts(await renderSvg(synapseSpec(recording, part), 169)).find(({ text }) => text.startsWith('Time'))!.text;
    expect(await axisOf({ from: 20, to: 140 })).toBe('Time (ms), 20–140 of 150');
    expect(await axisOf({ from: 0 })).toBe('Time (ms)');
  });

  it('is by default the one that changes most, from shortly before that can be seen', () => {
    const changes = names.map(({ text, input }) => seriesOf(recording, 'weightChange', { [input ? 'inputSynapse' : 'synapse']: text }));
    const sizes = changes.map((change) => Math.abs(change.at(-1)!));
    const most = sizes.indexOf(Math.max(...sizes));
    const largest = Math.max(...changes[most].map(Math.abs));
    const seen = changes[most].findIndex((value) => Math.abs(value) >= largest / 100);
    const panels = panelsOf(synapseSpec(recording));
    expect(textsIn(panels[0])).toContainEqual(
      expect.stringMatching(new RegExp(`${names[most].input ? 'input' : 'neuron'} ${pre.data[most]} .*→ neuron ${post.data[most]} `))
    );
    expect(rowsOf(panels[1])[0].t).toBe(Math.max(0, 50 * Math.floor((seen - 50) / 50)));
  });
});

describe('the modulatory signal', () => {
  it('is the mean over the neurons of each receiving type, and what of it each type sends; the heading says their sd', () => {
    const panels = panelsOf(modulationSpec(recording, { from: 0 }));
    expect(panels.map((panel) => textsIn(panel)[0].replace(/ \(.*/, ''))).toEqual([
      'Γ received by I, mean over 7 neurons',
      'Γ received by E, mean over 28 neurons',
    ]);
    const { neuronType } = recording.coordinates;
    panels.forEach((panel, type) => {
      const members = Array.from({ length: 35 }, (_, p) => p).filter((p) => neuronType.data[p] === type);
      const gammas = members.map((neuron) => seriesOf(recording, 'modulatorySignal', { neuron }));
      const unit =
        10 **
        Number(
          /in 10(.+)$/.exec(textsIn(panel)[0])![1].replace(/./g, (c) => ('⁰¹²³⁴⁵⁶⁷⁸⁹'.includes(c) ? String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c)) : '-'))
        );
      let largest = 0;
      rowsOf(panel).forEach(({ t, v0, v1, v2 }) => {
        const mean = gammas.reduce((sum, gamma) => sum + gamma[t], 0) / members.length;
        const sd = Math.sqrt(gammas.reduce((sum, gamma) => sum + (gamma[t] - mean) ** 2, 0) / (members.length - 1));
        largest = Math.max(largest, sd);
        [v0, v1 + v2].forEach((drawn) => expect(drawn).toBeCloseTo(mean / unit, 3));
      });
      expect(textsIn(panel)[0]).toContain(`(their sd: up to ${(largest / unit).toPrecision(2)})`);
      expect(textsIn(panel)).toEqual(expect.arrayContaining(['Γ', 'from I', 'from E']));
    });
  });

  it('has the same axis in each panel', () => {
    const domains = panelsOf(modulationSpec(recording))
      .map(({ layer }) => layer.flatMap((one) => one.layer ?? []).map(({ encoding }) => encoding!.y.scale!.domain.join()))
      .flat();
    expect(new Set(domains).size).toBe(1);
  });

  it('has no parts where they were not recorded', () => {
    const [panel] = panelsOf(modulationSpec(only('modulatorySignal')));
    expect(textsIn(panel).some((text) => text.startsWith('from'))).toBe(false);
  });
});

describe('drawRecording', () => {
  it('draws what can be drawn', () => {
    expect(drawableOf(quantityNames)).toEqual(['raster', 'membrane', 'synapse', 'modulation']);
    expect(drawableOf(synapseQuantities)).toEqual(['synapse', 'modulation']);
    expect(drawableOf(['membrane', 'eligibility'])).toEqual([]);
  });

  it('writes each as SVG, PNG, PDF and specification, the same bytes each time', async () => {
    const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'mdgl-pictures-')));
    try {
      const some = only('spikes', 'membrane', 'threshold');
      for (const folder of folders) {
        const paths = await drawRecording(some, join(folder, 'new'));
        expect(paths).toEqual(
          ['raster', 'membrane'].flatMap((name) =>
            ['svg', 'png', 'pdf', 'vl.json'].map((extension) => join(folder, 'new', `${name}.${extension}`))
          )
        );
      }
      for (const name of readdirSync(join(folders[0], 'new'))) {
        const [first, second] = folders.map((folder) => readFileSync(join(folder, 'new', name)));
        expect(first.equals(second), name).toBe(true);
        expect(first.length).toBeGreaterThan(1000);
      }
    } finally {
      for (const folder of folders) rmSync(folder, { recursive: true });
    }
  });
});
