import { afterEach, beforeEach, vi } from 'vitest';

/** An output as a kernel gets it. */
export interface Output {
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, Record<string, number>>;
  readonly transient: { display_id?: string };
  readonly update: boolean;
}

/** Stands in for tslab's kernel during each test: what cells write, as outputs and as lines. */
export function fakeKernel(): { outputs: Output[]; lines: string[] } {
  const seen = { outputs: [] as Output[], lines: [] as string[] };
  const file = '/somewhere/node_modules/tslab/dist/jupyter.js';
  beforeEach(() => {
    seen.outputs.length = seen.lines.length = 0;
    const lastWriteDisplayData = (output: Omit<Output, 'update'>, update: boolean) => { seen.outputs.push({ ...output, update }); };
    require.cache[file] = { exports: { lastWriteDisplayData } } as NodeJS.Module;
    vi.spyOn(console, 'log').mockImplementation((...words) => { seen.lines.push(words.join(' ')); });
  });
  afterEach(() => {
    delete require.cache[file];
    vi.restoreAllMocks();
  });
  return seen;
}
