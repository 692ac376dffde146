import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { referenceEngine } from '../../src/core/engine/reference/reference';
import { alignmentStudy, readAlignment } from '../../src/studies/alignment/folder';
import { recordPath } from '../../src/studies/alignment/record-path';
import { tablesOf } from '../../src/studies/alignment/tables';
import { measurementsOf } from '../../src/studies/jobs/measure-along';
import { runAll, type Listener } from '../../src/studies/jobs/run-all';
import { beginPath, comparison, pathOf, smallPlan } from '../studies/alignment/small-study';
import { newFolder } from '../support/golden';

const jobs = (folder: string) => [...alignmentStudy.stages(folder, smallPlan)][0];
const never = new AbortController().signal;
const deaf = { began: () => {}, progressed: () => {}, ended: () => {} };

describe('an alignment study', () => {
  it('records in threads what is recorded here, also when it is stopped on the way', async () => {
    const folder = join(newFolder(), 'study');
    alignmentStudy.open(folder, smallPlan);
    const stop = new AbortController();
    const endings: unknown[] = [];
    const listener: Listener = { ...deaf, progressed: () => stop.abort(), ended: (_, how) => endings.push(how) };
    await runAll(jobs(folder), 1, stop.signal, listener);
    expect(endings).toEqual(['stopped']);
    const [stopped, waiting] = jobs(folder);
    expect(measurementsOf(stopped).length).toBeGreaterThan(0);
    expect([alignmentStudy.isDone(stopped), measurementsOf(waiting)]).toEqual([false, []]);

    expect((await runAll(jobs(folder), 2, never, deaf)).failed).toEqual([]);
    expect(jobs(folder).map(alignmentStudy.isDone)).toEqual([true, true]);
    const there = jobs(folder)[1].checkpoint.progress;
    const here = beginPath('mdgl');
    for await (const _ of recordPath(comparison, pathOf('mdgl'), referenceEngine(), here)) { /* to the end */ }
    expect(there).toEqual(here);
    await alignmentStudy.complete(folder, smallPlan);
    const means = readAlignment(folder).tables.means.filter((row) => row.path === 'mdgl');
    expect(means.map(({ mean }) => mean)).toEqual(
      tablesOf('mdgl', 1, here.measurements).means.map(({ mean }) => Number(mean.toPrecision(6)))
    );
  });

  it('tells which path failed, and records the others', async () => {
    const folder = join(newFolder(), 'study');
    alignmentStudy.open(folder, smallPlan);
    const [bptt, mdgl] = jobs(folder);
    const broken = { ...bptt, checkpoint: { ...bptt.checkpoint, rule: 'none' } };
    const { failed } = await runAll([broken, mdgl], 2, never, deaf);
    expect(failed.map(([job, { message }]) => [job.path === broken.path, message])).toEqual([
      [true, expect.stringContaining('unknown rule "none"')],
    ]);
    expect(jobs(folder).map(alignmentStudy.isDone)).toEqual([false, true]);
  });
});
