import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settings } from '../../src/core/settings';
import { built } from '../../src/node/package';
import { readCheckpoint } from '../../src/node/results/checkpoint';
import { isComplete, type Job } from '../../src/studies/jobs/job';
import { runAll, type Listener } from '../../src/studies/jobs/run-all';
import { newFolder, write } from '../support/golden';

const tiny = (iterations: number) => settings('tiny', { training: { iterations, trials: 4, validationTrials: 4 } });

function jobsIn(folder: string, iterations: number, ...rules: string[]): Job[] {
  return rules.map((rule) => ({
    path: join(folder, `${rule}-1.json`),
    checkpoint: {
      format: 'mdgl-checkpoint/1', settings: tiny(iterations), rule, seed: 1, feedback: 'symmetric', engine: 'reference', seconds: 0,
    },
  }));
}

/** Writes down what it hears. */
function listening() {
  const heard: string[] = [];
  const listener: Listener = {
    began: ({ checkpoint }) => { heard.push(`${checkpoint.rule} began`); },
    progressed: () => {},
    ended: ({ checkpoint }, how) => { heard.push(`${checkpoint.rule} ${how instanceof Error ? 'failed' : how}`); },
  };
  return { heard, listener };
}

const never = new AbortController().signal;

/** File of a thread that trains, but under one rule does something else first. */
function threadThat(rule: string, does: string): string {
  return write('thread.js', `
    if (require('node:worker_threads').workerData.checkpoint.rule === '${rule}') ${does}
    require(${JSON.stringify(built('studies', 'jobs', 'thread.js'))});
  `);
}

describe('several runs', () => {
  it('are trained side by side, each saved at its end', async () => {
    const jobs = jobsIn(newFolder(), 4, 'mdgl', 'bptt', 'e-prop');
    const { heard, listener } = listening();
    expect(await runAll(jobs, 2, never, listener)).toEqual({ failed: [], iterations: 12 });
    expect(heard.slice(0, 2)).toEqual(['mdgl began', 'bptt began']);
    expect(heard.filter((line) => line.endsWith('complete'))).toHaveLength(3);
    for (const { path } of jobs) expect(isComplete({ path, checkpoint: readCheckpoint(path)! })).toBe(true);
  });

  it('go on where they were', async () => {
    const [job] = jobsIn(newFolder(), 3, 'mdgl');
    await runAll([job], 1, never, listening().listener);
    const saved = readCheckpoint(job.path)!;
    const longer = { ...saved, settings: tiny(5) };
    expect(await runAll([{ ...job, checkpoint: longer }], 1, never, listening().listener)).toEqual({ failed: [], iterations: 2 });
    expect(readCheckpoint(job.path)!.progress!.iteration).toBe(5);
  });

  it('stop when they are told to, saved, and those that wait do not begin', async () => {
    const jobs = jobsIn(newFolder(), 1_000_000, 'mdgl', 'bptt');
    const controller = new AbortController();
    const { heard, listener } = listening();
    const stopSoon: Listener = { ...listener, progressed: () => controller.abort() };
    const { failed, iterations } = await runAll(jobs, 1, controller.signal, stopSoon);
    expect(failed).toEqual([]);
    expect(heard).toEqual(['mdgl began', 'mdgl stopped']);
    expect(readCheckpoint(jobs[0].path)!.progress!.iteration).toBe(iterations);
    expect(iterations).toBeGreaterThan(0);
    expect(existsSync(jobs[1].path)).toBe(false);
  });

  it('do not mind one that fails, which is reported with its reason', async () => {
    const folder = newFolder();
    const [good, bad, dying] = jobsIn(folder, 2, 'mdgl', 'bptt', 'e-prop');
    const jobs = [{ ...bad, path: join(folder, 'none', 'bptt-1.json') }, dying, good];
    const { heard, listener } = listening();
    const { failed, iterations } = await runAll(jobs, 2, never, listener, threadThat('e-prop', 'process.exit(3);'));
    expect(heard).toContain('mdgl complete');
    const reasons = Object.fromEntries(failed.map(([{ checkpoint }, { message }]) => [checkpoint.rule, message]));
    expect(Object.keys(reasons).sort()).toEqual(['bptt', 'e-prop']);
    expect(reasons.bptt).toMatch(/bptt-1\.json: there is no folder .*none; allowed is/);
    expect(reasons['e-prop']).toBe('its thread ended (exit code 3)');
    expect(iterations).toBeGreaterThanOrEqual(2);
  });

  it('end together where the disk is full', async () => {
    const full = join(newFolder(), 'full');
    mkdirSync(full);
    const diskFull = threadThat('bptt', `require('node:fs').writeFileSync = () => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
    };`);
    const jobs = jobsIn(full, 1_000_000, 'mdgl', 'bptt');
    const { heard, listener } = listening();
    await expect(runAll(jobs, 2, never, listener, diskFull)).rejects.toMatchObject({ code: 'ENOSPC', syscall: 'write' });
    expect(heard).toContain('mdgl stopped');
  });
});
