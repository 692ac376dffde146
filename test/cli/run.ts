import { vi } from 'vitest';
import { main } from '../../src/cli/main';

/** What a command printed, and its exit code. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `mdgl …` in this process. */
export async function mdgl(...argv: string[]): Promise<Outcome> {
  const printed = { out: '', err: '' };
  const catching = (to: keyof typeof printed) => (text: unknown) => { printed[to] += String(text); return true; };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(catching('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(catching('err')),
  ];
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await main(argv);
    return { code: Number(process.exitCode ?? 0), ...printed };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}
