import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { presets } from '../../../src/core/settings';
import { drawAlignment } from '../../../src/studies/alignment/draw';
import { alignmentPlanOf } from '../../../src/studies/alignment/plan';
import { formatTable, tableNames } from '../../../src/studies/alignment/tables';
import { newFolder } from '../../support/golden';
import { textOfPdf } from '../../support/pdf-text';
import { syntheticStudy } from './synthetic-study';

const NAMES = ['alignment', 'type-signals'].flatMap((name) =>
  ['svg', 'png', 'pdf', 'vl.json', 'csv'].map((extension) => `${name}.${extension}`)
);

/** A finished study of made-up numbers. */
function storedStudy(): string {
  const folder = join(newFolder(), 'study');
  mkdirSync(folder);
  const tables = syntheticStudy();
  const files = Object.fromEntries(tableNames.map((name) => {
    const text = formatTable(name, tables[name] as never);
    writeFileSync(join(folder, `${name}.csv`), text.endsWith('\n') && tables[name].length > 0 ? text : `${text}${emptyRow(name)}`);
    return [`${name}.csv`, createHash('sha256').update(readFileSync(join(folder, `${name}.csv`))).digest('hex')];
  }));
  const plan = alignmentPlanOf({ preset: 'figure3c', settings: presets.figure3c, every: 100, runs: 3, engine: 'wasm' });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ format: 'mdgl-alignment/1', ...plan, node: 'v20', code: [], files }));
  return folder;
}

/** Tables that the figures do not need still have a row. */
function emptyRow(name: string): string {
  return name === 'rates' ? 'bptt,1,0,all,2,0,5,1,4,4,5,6,6\n' : 'bptt,1,0,input,9,9,0,0,0,1\n';
}

describe('drawAlignment', () => {
  let [from, out] = ['', ''];
  let drawn: Awaited<ReturnType<typeof drawAlignment>>;
  beforeAll(async () => {
    [from, out] = [storedStudy(), join(newFolder(), 'figures')];
    drawn = await drawAlignment({ from, out, widthMm: 127 });
  });

  it('writes ten files, the same bytes each time', async () => {
    expect(drawn.files).toEqual(NAMES.map((name) => join(out, name)));
    expect(readdirSync(out).sort()).toEqual([...NAMES].sort());
    const first = drawn.files.map((file) => readFileSync(file));
    expect(await drawAlignment({ from, out, widthMm: 127 })).toEqual(drawn);
    drawn.files.forEach((file, n) => expect(readFileSync(file).equals(first[n]), file).toBe(true));
  });

  it('has text that is text in the PDF, and the numbers of the table in the specification', () => {
    const texts = textOfPdf(readFileSync(join(out, 'type-signals.pdf')));
    for (const text of ['Sender', 'Receiver', '± 0.01', 'Trained by MDGL']) expect(texts).toContain(text);
    expect(textOfPdf(readFileSync(join(out, 'alignment.pdf')))).toContain('Training iterations');
    const spec = JSON.parse(readFileSync(join(out, 'alignment.vl.json'), 'utf8'));
    const means = Object.values<{ mean: number }[]>(spec.datasets).flat().map(({ mean }) => String(mean));
    expect(readFileSync(join(out, 'alignment.csv'), 'utf8').trim().split('\n').slice(1).map((row) => row.split(',')[5])).toEqual(means);
  });

  it('prints what modulation adds to e-prop, with its interval', () => {
    const { table } = drawn;
    // In the study's arithmetic each rule differs from e-prop by its start, times what is left of it: 0.02 · mean(1 − passed/4)
    const left = Array.from({ length: 21 }, (_, n) => 1 - 0.25 * (100 * n / (100 * n + 500))).reduce((a, b) => a + b, 0) / 21;
    const gain = (0.02 * left).toFixed(3);
    expect(table).toMatch(
      new RegExp(
        `^mdgl +0\\.\\d{3} ± 0\\.\\d{3} +0\\.\\d{3} ± 0\\.\\d{3} +${gain} \\[${gain}, ${gain}\\] +0\\.010 \\[0\\.010, 0\\.010\\]$`,
        'm'
      )
    );
    expect(table).toMatch(/^e-prop +0\.\d{3} ± 0\.\d{3} +0\.\d{3} ± 0\.\d{3}$/m);
    expect(table).toContain('iterations 0, 100, …, 2000');
    expect(table).toContain('over 3 runs');
    // 0.51, 0.52, 0.53: 0.52 ± 4.303 · 0.01/√3
    expect(table).toContain('MDGL\'s Γ explains 0.520 [0.495, 0.545] as it is, 0.620 [0.595, 0.645] after the best scaling;');
    // 0.1 more at the start, 0.1 less at the end
    expect(table).toContain('\nas it is 0.620 [0.595, 0.645] at iteration 0, 0.420 [0.395, 0.445] at 2000 (less in 3 of 3 runs).');
  });

  it('writes nothing where something is wrong', async () => {
    const [study, parent] = [storedStudy(), newFolder()];
    const before = readdirSync(study).sort();
    const target = join(parent, 'figures');
    await expect(drawAlignment({ from: study, out: study })).rejects.toThrow(/would write over the study's; allowed is another folder/);
    await expect(drawAlignment({ from: study, out: target, widthMm: 10 })).rejects.toThrow(InputError);
    await expect(drawAlignment({ from: parent, out: target })).rejects.toThrow('holds no finished results');
    writeFileSync(join(study, 'means.csv'), 'path\n');
    await expect(drawAlignment({ from: study, out: target })).rejects.toThrow(/means\.csv: was changed or damaged/);
    expect([readdirSync(study).sort(), readdirSync(parent)]).toEqual([before, []]);
  });
});
