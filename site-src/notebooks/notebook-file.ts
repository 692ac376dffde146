import type { Edits } from './edits';

interface Notebook {
  readonly cells: { readonly id?: string; readonly cell_type: string; source: string | string[]; outputs?: unknown[] }[];
}

/** Saves the notebook's file with the reader's edits; what an edited cell put out before it was edited is left out. */
export async function saveNotebook(file: string, edits: Edits): Promise<void> {
  const notebook: Notebook = await (await fetch(file)).json();
  for (const [index, cell] of notebook.cells.entries()) {
    const edited = edits[cell.id ?? `cell-${index + 1}`];
    if (cell.cell_type !== 'code' || edited === undefined) continue;
    cell.source = edited.split(/(?<=\n)/);
    cell.outputs = [];
  }
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(notebook, null, 1)}\n`], { type: 'application/x-ipynb+json' }));
  Object.assign(document.createElement('a'), { href: address, download: file }).click();
  URL.revokeObjectURL(address);
}
