import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { beginPath, recordPath } from '../../src/studies/alignment/record-path';
import { recordAlignment } from '../../src/studies/alignment/record-alignment';
import { completeAlignment, isRecorded, openAlignment, progressOf, readAlignment } from '../../src/studies/alignment/folder';
import { tablesOf } from '../../src/studies/alignment/tables';
import { referenceEngine } from '../../src/core/engine/reference/reference';
import { jobsOf } from '../../src/node/results/run-folder';
import type { Listener } from '../../src/node/threads/run-all';
import { newFolder } from '../support/golden';
import { smallPlan } from '../studies/alignment/small-study';

const never = new AbortController().signal;
const deaf = { began: () => {}, progressed: () => {}, ended: () => {} };

describe('recordAlignment', () => {
  it('records in threads what is recorded here, also when it is stopped on the way', async () => {
    const folder = join(newFolder(), 'study');
    openAlignment(folder, smallPlan);
    const stop = new AbortController();
    const endings: unknown[] = [];
    const jobs = jobsOf(folder, smallPlan);
    const listener: Listener = { ...deaf, progressed: () => stop.abort(), ended: (_, how) => endings.push(how) };
    await recordAlignment(smallPlan, jobs, 1, stop.signal, listener);
    expect(endings).toEqual(['stopped']);
    const [stopped, waiting] = jobsOf(folder, smallPlan);
    expect(progressOf(stopped)!.measurements.length).toBeGreaterThan(0);
    expect([isRecorded(stopped), progressOf(waiting)]).toEqual([false, undefined]);

    expect(await recordAlignment(smallPlan, jobsOf(folder, smallPlan), 2, never, deaf)).toEqual([]);
    expect(jobsOf(folder, smallPlan).map(isRecorded)).toEqual([true, true]);
    const there = progressOf(jobsOf(folder, smallPlan)[1])!;
    const here = beginPath(smallPlan, 'mdgl', 1);
    for await (const _ of recordPath(smallPlan, 'mdgl', 1, referenceEngine(), here)) { /* to the end */ }
    expect(there).toEqual(here);
    completeAlignment(folder, smallPlan);
    const means = readAlignment(folder).tables.means.filter((row) => row.path === 'mdgl');
    expect(means.map(({ mean }) => mean)).toEqual(tablesOf('mdgl', 1, here.measurements).means.map(({ mean }) => Number(mean.toPrecision(6))));
  });

  it('tells which path failed, and records the others', async () => {
    const folder = join(newFolder(), 'study');
    openAlignment(folder, smallPlan);
    const [bptt, mdgl] = jobsOf(folder, smallPlan);
    const broken = { ...bptt, checkpoint: { ...bptt.checkpoint, rule: 'none' } };
    const failed = await recordAlignment(smallPlan, [broken, mdgl], 2, never, deaf);
    expect(failed.map(([job, { message }]) => [job.path === broken.path, message])).toEqual([[true, expect.stringContaining('unknown rule "none"')]]);
    expect(jobsOf(folder, smallPlan).map(isRecorded)).toEqual([false, true]);
  });
});
