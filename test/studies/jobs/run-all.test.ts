import { describe, expect, it } from 'vitest';
import { ruleOf } from '../../../src/core/rules';
import { settings } from '../../../src/core/settings';
import { begin } from '../../../src/core/training/train';
import type { Job } from '../../../src/studies/jobs/job';
import { runAll, type Listener } from '../../../src/studies/jobs/run-all';
import { write } from '../../support/golden';

/** What a thread shall do, in place of training. */
interface Play {
  /** Iterations that it tells, one after the other. */
  readonly tells?: readonly number[];
  /** Its last word; without one it dies. */
  readonly ends?: 'complete' | { readonly message: string; readonly code?: string };
  /** Whether it goes on until it is stopped. */
  readonly waits?: boolean;
}

const THREAD = write('thread.js', `
  const { parentPort, workerData: { play: { tells = [], ends, waits } } } = require('node:worker_threads');
  for (const iteration of tells) parentPort.postMessage({ iteration, point: { iteration } });
  const end = (ending) => parentPort.postMessage(ending.message ? { failure: ending } : { iteration: tells.at(-1) ?? 0, ending });
  if (waits) parentPort.once('message', () => end('stopped'));
  else if (ends) end(ends);
  else process.exit(3);
`);

/** One job a play, of seeds 1, 2, …; the first has had as many updates as is said. */
function jobsOf(plays: readonly Play[], iteration = 0): (Job & { readonly play: Play })[] {
  return plays.map((each, n) => {
    const run = { settings: settings('tiny'), rule: ruleOf('mdgl'), seed: n + 1 };
    const progress = n === 0 && iteration > 0 ? { ...begin(run), iteration } : undefined;
    return {
      path: `${n + 1}.json`,
      play: each,
      checkpoint: { format: 'mdgl-checkpoint/1', ...run, rule: 'mdgl', feedback: 'symmetric', engine: 'reference', seconds: 0, progress },
    };
  });
}

/** Runs the plays, and writes down by seed what is heard; at `stopAt` iterations all are told to stop. */
async function play(plays: readonly Play[], workers: number, { stopAt = Infinity, iteration = 0 } = {}) {
  const heard: string[] = [];
  const stop = new AbortController();
  const listener: Listener = {
    began: ({ checkpoint }) => { heard.push(`${checkpoint.seed} began`); },
    progressed: ({ checkpoint }, now, point) => {
      heard.push(`${checkpoint.seed} at ${now}${point ? '' : ', no point'}`);
      if (now >= stopAt) stop.abort();
    },
    ended: ({ checkpoint }, how) => { heard.push(`${checkpoint.seed} ${how instanceof Error ? how.message : how}`); },
  };
  const result = runAll(jobsOf(plays, iteration), workers, stop.signal, listener, THREAD);
  return { heard, result: await result.catch((error: Error) => error) };
}

describe('runs in threads', () => {
  it('are done one after the other by one worker, and all iterations but those of before count', async () => {
    const { heard, result } = await play([{ tells: [5, 9], ends: 'complete' }, { tells: [4], ends: 'complete' }], 1, { iteration: 3 });
    expect(heard).toEqual([
      '1 began', '1 at 5', '1 at 9', '1 at 9, no point', '1 complete', '2 began', '2 at 4', '2 at 4, no point', '2 complete',
    ]);
    expect(result).toEqual({ failed: [], iterations: 9 - 3 + 4 });
  });

  it('begin as many at once as there are workers', async () => {
    const { heard } = await play([{ ends: 'complete' }, { ends: 'complete' }, { ends: 'complete' }], 2);
    expect(heard.slice(0, 2)).toEqual(['1 began', '2 began']);
    expect(heard.indexOf('3 began')).toBeGreaterThan(2);
  });

  it('do not mind one that fails or dies: the others go on, and both are reported with their reasons', async () => {
    const { heard, result } = await play([{ ends: { message: 'no room', code: 'EACCES' } }, {}, { tells: [2], ends: 'complete' }], 1);
    expect(heard).toContain('3 complete');
    const { failed } = result as Exclude<typeof result, Error>;
    expect(failed.map(([{ checkpoint }, { message }]) => [checkpoint.seed, message])).toEqual([
      [1, 'no room'],
      [2, 'its thread ended (exit code 3)'],
    ]);
    expect(failed[0][1]).toMatchObject({ code: 'EACCES' });
  });

  it('stop when they are told to, and those that wait do not begin', async () => {
    const { heard, result } = await play([{ tells: [7], waits: true }, { ends: 'complete' }], 1, { stopAt: 7 });
    expect(heard).toEqual(['1 began', '1 at 7', '1 at 7, no point', '1 stopped']);
    expect(result).toEqual({ failed: [], iterations: 7 });
  });

  it.each(['ENOSPC', 'EDQUOT'])('all end where the disk is full (%s): those at work stop, those that wait do not begin', async (code) => {
    const { heard, result } = await play([{ tells: [1], waits: true }, { ends: { message: 'full', code } }, { ends: 'complete' }], 2);
    expect(heard).toContain('1 stopped');
    expect(heard).not.toContain('3 began');
    expect(result).toMatchObject({ message: 'full', code });
  });
});
