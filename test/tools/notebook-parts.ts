import type { Cell, Notebook, Output } from '../../tools/notebooks/notebook.mjs';

/** Pieces to make up notebooks from. */
export function code(source: string, { tags = [] as string[], outputs = [] as Output[], count = null as number | null } = {}): Cell {
  return { cell_type: 'code', source, metadata: { tags }, outputs, execution_count: count };
}

export function markdown(source: string): Cell {
  return { cell_type: 'markdown', source, metadata: {}, outputs: [] };
}

export function stdout(text: string): Output {
  return { output_type: 'stream', name: 'stdout', text };
}

export function stderr(text: string): Output {
  return { output_type: 'stream', name: 'stderr', text };
}

export function display(data: Record<string, unknown>): Output {
  return { output_type: 'display_data', data };
}

export function notebook(...cells: Cell[]): Notebook {
  return { name: '01-one-neuron.ipynb', cells, kernel: 'tslab', bytes: 1000 };
}
