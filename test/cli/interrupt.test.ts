import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onInterrupt } from '../../src/cli/interrupt';

let now = 0;
const say = vi.fn();
const exit = vi.fn();
let before: NodeJS.SignalsListener[];

beforeEach(() => {
  now = 0;
  before = process.listeners('SIGINT');
  exit.mockClear();
  say.mockClear();
  vi.spyOn(process, 'exit').mockImplementation(exit as never);
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});

afterEach(() => {
  vi.restoreAllMocks();
  for (const listener of process.listeners('SIGINT')) if (!before.includes(listener)) process.off('SIGINT', listener);
});

const press = (at: number) => { now = at; process.emit('SIGINT', 'SIGINT'); };

describe('Ctrl-C', () => {
  it('aborts, and says what happens now', () => {
    const { signal } = onInterrupt('saving', say);
    expect(signal.aborted).toBe(false);
    press(100);
    expect(signal.aborted).toBe(true);
    expect(say).toHaveBeenCalledExactlyOnceWith('saving');
    expect(exit).not.toHaveBeenCalled();
  });

  it('counts once though npm hands it on a second time', () => {
    onInterrupt('saving', say);
    press(100);
    press(150);
    expect(say).toHaveBeenCalledExactlyOnceWith('saving');
    expect(exit).not.toHaveBeenCalled();
  });

  it('quits at once when pressed again', () => {
    onInterrupt('saving', say);
    press(100);
    press(1200);
    expect(exit).toHaveBeenCalledExactlyOnceWith(130);
  });

  it('is left to the system again after a command that was not interrupted', () => {
    const { ignore, signal } = onInterrupt('saving', say);
    ignore();
    process.emit('SIGINT', 'SIGINT');
    expect(signal.aborted).toBe(false);
  });
});
