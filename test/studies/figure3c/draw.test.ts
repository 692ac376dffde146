import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textMetrics } from 'vega';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { presets, settings, type Settings } from '../../../src/core/settings';
import { formatRuns, type RunPoint } from '../../../src/core/tables/runs-csv';
import { renderSvg } from '../../../src/plot/svg';
import { drawFigure3c } from '../../../src/studies/figure3c/draw';
import { drawnNumbers } from '../../../src/studies/figure3c/drawn-numbers';
import { readPublished } from '../../../src/studies/figure3c/published';
import { figure3cSpec } from '../../../src/studies/figure3c/spec';
import { textOfPdf } from '../../support/pdf-text';
import { warningsOf } from '../../support/warnings';
import { syntheticRuns } from '../curves/synthetic';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mdgl-figure-'));
  mkdirSync(join(folder, 'runs'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Draws runs of a folder whose manifest says that they have these settings; without any there is no manifest. */
function draw(
  runs: RunPoint[],
  options: object = {},
  of: Settings | undefined = presets.figure3c
): Promise<{ table: string; files: string[] }> {
  const text = formatRuns(runs);
  writeFileSync(join(folder, 'runs', 'runs.csv'), text);
  const checksum = createHash('sha256').update(text).digest('hex');
  writeFileSync(join(folder, 'runs', 'manifest.json'), JSON.stringify({ settings: of, files: { 'runs.csv': checksum } }));
  return drawFigure3c({ from: join(folder, 'runs'), out: join(folder, 'out'), name: 'figure3c', ...options });
}

function svgOf(runs: RunPoint[], widthMm = 174): Promise<string> {
  return renderSvg(figure3cSpec(drawnNumbers(runs, readPublished()), widthMm), widthMm);
}

function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);
}

/** Filled paths in the SVG are bands; the rest of the figure is lines and text. */
function countBands(svg: string): number {
  return [...svg.matchAll(/<path [^>]*fill="#[0-9a-f]{6}" opacity="0.18"/g)].length;
}

const extensions = ['svg', 'png', 'pdf', 'vl.json', 'csv'];
const read = (name: string) => readFileSync(join(folder, 'out', name));

describe('drawFigure3c', () => {
  it('writes five files and gives the table', async () => {
    const { table, files } = await draw(syntheticRuns({}));
    expect(files).toEqual(extensions.map((extension) => join(folder, 'out', `figure3c.${extension}`)));
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(extensions.map((extension) => `figure3c.${extension}`).sort());
    expect(table).toContain('mdgl    3     ');
    expect(table).toContain('0.241 ± 0.040');
  });

  it('writes the same bytes each time', async () => {
    await draw(syntheticRuns({}));
    const first = extensions.map((extension) => read(`figure3c.${extension}`));
    rmSync(join(folder, 'out'), { recursive: true });
    await draw(syntheticRuns({}));
    extensions.forEach((extension, i) => expect(read(`figure3c.${extension}`).equals(first[i]!), extension).toBe(true));
  });

  it('gives the PNG 300 pixels an inch', async () => {
    await draw(syntheticRuns({ iterations: 300 }), { widthMm: 127 });
    const png = read('figure3c.png');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(1500);
  });

  it('gives the PDF a page of the asked width, with text that is text', async () => {
    await draw(syntheticRuns({}), { widthMm: 127 });
    const pdf = read('figure3c.pdf');
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 360 /);
    const texts = textOfPdf(pdf);
    for (const text of ['Training iterations', 'Loss', 'Accuracy', 'BPTT', 'MDGL', 'e-prop']) expect(texts).toContain(text);
    expect(texts).toContain('mean ± sd over 3 runs');
    expect([...texts].sort()).toEqual(textsOf(read('figure3c.svg').toString()).sort());
  });

  it('stores in the specification the numbers of the table', async () => {
    await draw(syntheticRuns({}));
    const spec = JSON.parse(read('figure3c.vl.json').toString()) as { datasets: Record<string, { rule: string; mean: number }[]> };
    const rows = read('figure3c.csv').toString().trim().split('\n').slice(1).map((row) => row.split(','));
    expect(rows.filter(([panel]) => panel === 'loss').map((row) => row[4])).toEqual(
      spec.datasets.loss!.map((point) => (point.mean === null ? '' : String(point.mean))),
    );
    expect(rows.length).toBe(spec.datasets.loss!.length + spec.datasets.accuracy!.length);
  });

  it('writes nothing where something is wrong', async () => {
    const runs = syntheticRuns({ iterations: 300 });
    await expect(draw(runs, { widthMm: 10 })).rejects.toThrow(InputError);
    await expect(draw(runs, { name: 'a/b' })).rejects.toThrow('name "a/b"');
    const checksum = createHash('sha256').update('another table').digest('hex');
    writeFileSync(join(folder, 'runs', 'manifest.json'), JSON.stringify({ files: { 'runs.csv': checksum } }));
    await expect(drawFigure3c({ from: join(folder, 'runs'), out: join(folder, 'out'), name: 'figure3c' })).rejects.toThrow(
      'runs.csv: was changed or damaged, its SHA-256 is not the one'
    );
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
});

/** Everything that a drawing says of the published runs, whatever the kind of file. */
function publishedIn(table: string): Record<string, boolean> {
  const spec = read('figure3c.vl.json').toString();
  const rows = read('figure3c.csv').toString().trim().split('\n').slice(1);
  return {
    table: table.includes('published loss'),
    csv: rows.some((row) => !row.endsWith(',')),
    specification: /"published":\s*0\.\d/.test(spec),
    name: spec.includes('Figure 3C'),
    note: textsOf(read('figure3c.svg').toString()).some((text) => text.includes('published')),
    page: textOfPdf(read('figure3c.pdf')).some((text) => text.includes('published')),
    line: read('figure3c.svg').toString().includes('stroke-dasharray="3.5,2"'),
  };
}

describe('the published runs', () => {
  const runs = syntheticRuns({ iterations: 300 });
  const all = ['table', 'csv', 'specification', 'name', 'note', 'page', 'line'];
  const everywhere = (are: boolean) => Object.fromEntries(all.map((place) => [place, are]));

  it.each([
    ['Figure 3C\'s own', presets.figure3c],
    ['no regularisation of rates', presets['published-code']],
    ['another learning rate', settings('figure3c', { training: { learningRate: 0.01 } })],
  ])('are beside runs of the same task and network: %s', async (_, of) => {
    expect(publishedIn((await draw(runs, {}, of)).table)).toEqual(everywhere(true));
  });

  it.each([
    ['the toy', presets.tiny],
    ['other cues', settings('figure3c', { task: { cues: 5 } })],
    ['other neurons', settings('figure3c', { network: { adaptationStrength: 1 } })],
    ['a toy trained as long', settings('tiny', { training: { iterations: 2000 } })],
  ])('are nowhere beside runs of another task or network: %s', async (_, of) => {
    const { table } = await draw(syntheticRuns({ iterations: of.training.iterations }), {}, of);
    expect(publishedIn(table)).toEqual(everywhere(false));
    expect(table).toContain('The published runs are left out: nothing says that these have the task and network of Figure 3C.');
  });

  it('are nowhere beside runs that do not say what they are of', async () => {
    expect(publishedIn((await draw(runs, {}, {} as Settings)).table)).toEqual(everywhere(false));
    rmSync(join(folder, 'runs', 'manifest.json'));
    const { table } = await drawFigure3c({ from: join(folder, 'runs'), out: join(folder, 'out'), name: 'figure3c' });
    expect(publishedIn(table)).toEqual(everywhere(false));
  });
});

describe('the figure', () => {
  it('looks as it did', async () => {
    await expect(`${await svgOf(syntheticRuns({}))}\n`).toMatchFileSnapshot('figure3c.snapshot.svg');
  });

  it('keeps text as text, in DejaVu Sans, and declares its size in mm', async () => {
    const svg = await svgOf(syntheticRuns({}));
    const texts = textsOf(svg);
    expect(texts.filter((text) => text === 'Training iterations')).toHaveLength(2);
    for (const label of ['BPTT', 'MDGL', 'e-prop']) expect(texts.filter((text) => text === label)).toHaveLength(2);
    expect(texts).toContain('mean ± sd over 3 runs; dashed: published (Liu et al. 2021)');
    expect(svg).toContain('font-family="DejaVu Sans, Verdana, sans-serif"');
    expect(svg).toMatch(/width="174mm" height="[\d.]+mm" viewBox="0 0 658 \d+"/);
  });

  it('has no identifiers, which would change from call to call', async () => {
    const svg = await svgOf(syntheticRuns({}));
    expect(svg).not.toMatch(/ id="/);
    expect(await svgOf(syntheticRuns({}))).toBe(svg);
  });

  it.each([174, 85])('does not depend on how wide a text is believed to be (%s mm)', async (widthMm) => {
    const before = await svgOf(syntheticRuns({}), widthMm);
    const asked = vi.spyOn(textMetrics, 'width').mockReturnValue(1000);
    try {
      expect(await svgOf(syntheticRuns({}), widthMm)).toBe(before);
      expect(asked).toHaveBeenCalled();
    } finally {
      asked.mockRestore();
    }
  });

  it('shows a band for several runs and none for one', async () => {
    expect(countBands(await svgOf(syntheticRuns({ seeds: 2 })))).toBe(6);
    const one = await svgOf(syntheticRuns({ seeds: 1 }));
    expect(countBands(one)).toBe(0);
    expect(textsOf(one)).toContain('one run; dashed: published (Liu et al. 2021)');
  });

  it('dashes the published curves of the rules that are drawn', async () => {
    const dashed = (svg: string) => [...svg.matchAll(/stroke-dasharray="3.5,2"/g)].length;
    expect(dashed(await svgOf(syntheticRuns({ rules: ['mdgl', 'rflo'] })))).toBe(2);
    const none = await svgOf(syntheticRuns({ rules: ['rflo'] }));
    expect(dashed(none)).toBe(0);
    expect(textsOf(none)).toContain('mean ± sd over 3 runs');
  });

  it('draws runs of different lengths and steps, and runs of a single validation', async () => {
    const mixed = [
      ...syntheticRuns({ rules: ['bptt'], every: 10 }),
      ...syntheticRuns({ rules: ['mdgl'], iterations: 700 }),
      ...syntheticRuns({ rules: ['mine'], iterations: 0 }),
    ];
    const svg = await svgOf(mixed);
    expect(svg).not.toContain('NaN');
    expect(textsOf(svg).filter((text) => text === 'mine')).toHaveLength(2);
    // A line of one point shows nothing: the point is a dot, in the loss and in the accuracy.
    expect([...svg.matchAll(/class="mark-symbol[^>]*><path/g)]).toHaveLength(2);
  });

  it('stacks the panels in one column, under which they share a title', async () => {
    const svg = await svgOf(syntheticRuns({}), 85);
    expect(textsOf(svg).filter((text) => text === 'Training iterations')).toHaveLength(1);
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!;
    expect(Number(height)).toBeGreaterThan(Number(width));
  });

  it('is plain Vega-Lite of schema 5 that compiles without a warning', () => {
    const spec = figure3cSpec(drawnNumbers(syntheticRuns({}), readPublished()), 174);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    expect(spec.$schema).toBe('https://vega.github.io/schema/vega-lite/v5.json');
    expect(warningsOf(spec)).toEqual([]);
  });
});
