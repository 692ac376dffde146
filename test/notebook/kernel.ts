import { afterEach, beforeEach, vi } from 'vitest';

/** An output as a kernel gets it. */
export interface Output {
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, Record<string, number>>;
  readonly transient: { display_id?: string };
  readonly update: boolean;
}

const FILE = '/somewhere/node_modules/tslab/dist/jupyter.js';

/** Stands in for tslab's kernel during each test: what cells write, as outputs and as lines. */
export function fakeKernel(): { outputs: Output[]; lines: string[] } {
  const seen = { outputs: [] as Output[], lines: [] as string[] };
  beforeEach(() => {
    seen.outputs.length = seen.lines.length = 0;
    const lastWriteDisplayData = (output: Omit<Output, 'update'>, update: boolean) => { seen.outputs.push({ ...output, update }); };
    require.cache[FILE] = { exports: { lastWriteDisplayData } } as NodeJS.Module;
    vi.spyOn(console, 'log').mockImplementation((...words) => { seen.lines.push(words.join(' ')); });
  });
  afterEach(() => {
    delete require.cache[FILE];
    vi.restoreAllMocks();
  });
  return seen;
}

/** Another cell runs from now on: tslab makes it a writer of its own. */
export function nextCell(): void {
  const kernel = require.cache[FILE]!.exports;
  const before = kernel.lastWriteDisplayData;
  kernel.lastWriteDisplayData = (...output: unknown[]) => before(...output);
}
