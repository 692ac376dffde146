import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/core/engine';
import { ruleOf } from '../../src/core/rules';
import { settings } from '../../src/core/settings';
import { begin, train } from '../../src/core/training/train';
import { fakeKernel, nextCell } from './kernel';

const run = { settings: settings('tiny', { training: { iterations: 20, trials: 4, validationTrials: 4 } }), rule: ruleOf('mdgl'), seed: 1 };

describe('a notebook\'s interrupt', () => {
  fakeKernel();

  it("ends training between two iterations, also what the same cell begins next, but not another cell's; and the run can go on with "
    + "the same digits", async () => {
    const engine = createEngine('wasm', { workers: 1 });
    const [progress, whole] = [begin(run), begin(run)];
    const interrupted = async () => {
      for await (const { iteration } of train(run, engine, progress)) if (iteration === 10) process.emit('SIGINT');
    };
    await expect(interrupted()).rejects.toThrow('interrupted');
    expect(progress.iteration).toBe(11);
    await expect(train(run, engine, progress).next()).rejects.toThrow('interrupted');
    expect(progress.iteration).toBe(11);
    nextCell();
    for await (const _ of train(run, engine, progress));
    for await (const _ of train(run, engine, whole));
    expect(progress.curve).toEqual(whole.curve);
    await engine.close();
  });

  it('ends what was begun in an earlier cell no more than the interrupt of that cell does', async () => {
    const engine = createEngine('wasm', { workers: 1 });
    const early = train(run, engine);
    await early.next();
    nextCell();
    process.emit('SIGINT');
    for await (const _ of early);
    await expect(train(run, engine).next()).rejects.toThrow('interrupted');
    await engine.close();
  });
});

it('outside a notebook nobody listens: a program decides by itself', async () => {
  const engine = createEngine('wasm', { workers: 1 });
  const before = process.listenerCount('SIGINT');
  for await (const _ of train(run, engine)) expect(process.listenerCount('SIGINT')).toBe(before);
  await engine.close();
});
