import { afterEach, describe, expect, it } from 'vitest';
import { settings } from '../src/config';
import { createEngine } from '../src/engine';
import { ruleOf } from '../src/rules';
import { begin, train } from '../src/training/train';

const run = { settings: settings('tiny', { training: { iterations: 20, trials: 4, validationTrials: 4 } }), rule: ruleOf('mdgl'), seed: 1 };
const asKernel = () => { (globalThis as Record<string, unknown>).__tslab__ = {}; };

describe('a notebook\'s interrupt', () => {
  afterEach(() => { delete (globalThis as Record<string, unknown>).__tslab__; });

  it('ends training between two iterations, leaves nobody listening, and the run can go on with the same digits', async () => {
    asKernel();
    const engine = createEngine('wasm', { workers: 1 });
    const [progress, whole] = [begin(run), begin(run)];
    const listeners = process.listenerCount('SIGINT');
    const interrupted = async () => { for await (const { iteration } of train(run, engine, progress)) if (iteration === 10) process.emit('SIGINT'); };
    await expect(interrupted()).rejects.toThrow('interrupted');
    expect(progress.iteration).toBe(11);
    expect(process.listenerCount('SIGINT')).toBe(listeners);
    for await (const _ of train(run, engine, progress));
    for await (const _ of train(run, engine, whole));
    expect(progress.curve).toEqual(whole.curve);
    await engine.close();
  });

  it('is not listened for elsewhere, where a program decides by itself', async () => {
    const engine = createEngine('wasm', { workers: 1 });
    const counts: number[] = [];
    const before = process.listenerCount('SIGINT');
    for await (const _ of train(run, engine)) counts.push(process.listenerCount('SIGINT'));
    expect(new Set(counts)).toEqual(new Set([before]));
    await engine.close();
  });
});
