import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/core/engine';
import { InputError } from '../../../src/core/errors';
import { ruleOf } from '../../../src/core/rules';
import { settings } from '../../../src/core/settings';
import { formatRuns, parseRuns } from '../../../src/core/tables/runs-csv';
import { planOf } from '../../../src/core/training/plan';
import { begin, train, type CurvePoint } from '../../../src/core/training/train';
import { writeCheckpoint } from '../../../src/node/results/checkpoint';
import { renderSvg } from '../../../src/plot/svg';
import { lessonAfter } from '../../../src/record/lesson-at';
import { rasterSpec } from '../../../src/record/pictures/raster';
import { record } from '../../../src/record/record';
import { replay } from '../../../src/studies/figure3c/replay';
import { figure3cStudy } from '../../../src/studies/figure3c/run-folder';
import { jobsOf } from '../../../src/studies/jobs/every-run';
import { toy, toySettings } from '../../support/toy';

const run = { settings: toySettings, task: toy, rule: ruleOf('mdgl'), seed: 1 };

async function curveOf(name: string, progress = begin(run)): Promise<CurvePoint[]> {
  const engine = createEngine(name, { workers: 1 });
  for await (const _ of train(run, engine, progress));
  await engine.close();
  return progress.curve;
}

describe.each(['wasm', 'reference'] as const)('a task of one\'s own, with a target at every step, on the %s engine', (name) => {
  it('trains: the loss falls, and there is no accuracy', async () => {
    const curve = await curveOf(name);
    expect(curve.map(({ iteration }) => iteration)).toEqual([0, 4, 8, 12]);
    expect(curve.at(-1)!.loss).toBeLessThan(curve[0].loss);
    expect(curve.map(({ accuracy }) => accuracy)).toEqual([null, null, null, null]);
    expect(curve[0].rateHz).toBeGreaterThan(1);
  });

  it('goes on where it was left', async () => {
    const whole = await curveOf(name);
    const progress = begin(run);
    const engine = createEngine(name, { workers: 1 });
    for await (const { iteration } of train(run, engine, progress)) if (iteration === 4) break;
    await engine.close();
    expect(await curveOf(name, structuredClone(progress))).toEqual(whole);
  });

  it('is stored, and replayed if it is handed in', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mdgl-'));
    const plan = planOf({ preset: 'tiny', settings: toySettings, rules: ['mdgl'], runs: 1, engine: name });
    figure3cStudy.open(folder, plan);
    const [{ path, checkpoint }] = jobsOf(folder, plan);
    const progress = begin(run);
    await curveOf(name, progress);
    writeCheckpoint(path, { ...checkpoint, progress });
    await figure3cStudy.complete(folder, plan);
    expect(await replay(folder, { tasks: [toy] })).toEqual([{ rule: 'mdgl', seed: 1, compared: 4, weights: true, difference: undefined }]);
    await expect(replay(folder)).rejects.toThrow(/unknown task "toy"; known are evidence-accumulation/);
    rmSync(folder, { recursive: true });
  });

  it('is recorded and drawn', async () => {
    const engine = createEngine(name, { workers: 1 });
    const recording = record({ ...await lessonAfter(run, 4, { engine }), what: ['spikes', 'inputSpikes'] });
    await engine.close();
    expect(recording.coordinates.input.data).toHaveLength(2);
    expect(await renderSvg(rasterSpec(recording))).toMatch(/inputs \(2\)/);
  });
});

describe('settings of a task of one\'s own', () => {
  it('stand in a table without accuracy as empty cells', async () => {
    const points = (await curveOf('wasm')).map((point) => ({ rule: 'mdgl', seed: 1, ...point }));
    const table = formatRuns(points);
    expect(table.split('\n')[1]).toMatch(/^mdgl,1,0,[\d.]+,,[\d.]+$/);
    expect(parseRuns(table, 'runs.csv')).toEqual(points);
  });

  it('are refused without the task, and with unknown names', () => {
    const task = { name: 'toy', steps: 40, rate: 0.3 };
    expect(() => settings('tiny', { task })).toThrow(InputError);
    expect(() => settings('tiny', { task })).toThrow(/^unknown task "toy"; known are evidence-accumulation, [^;]*;/);
    expect(() => settings('tiny', { task: { ...task, noise: 1 } }, toy)).toThrow(/unknown "noise", known are name, steps, rate/);
    expect(() => begin({ ...run, task: undefined })).toThrow(/unknown task "toy"/);
  });

  it('replace those of the preset, and without a name mean evidence accumulation', () => {
    expect(toySettings.task).toEqual({ name: 'toy', steps: 40, rate: 0.3 });
    expect(settings('tiny', { task: { name: 'evidence-accumulation', cues: 5 } }).task).toMatchObject({ cues: 5, slotMs: 30 });
    expect(settings('tiny', { task: { cues: 5 } }).task.name).toBeUndefined();
  });
});
