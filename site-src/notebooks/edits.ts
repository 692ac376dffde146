/** The cells that a reader has changed, kept in the browser: their code by their id. */
export type Edits = Readonly<Record<string, string>>;

/** Reads the edits of a notebook; none if the browser keeps nothing. */
export function readEdits(notebook: string): Edits {
  try {
    return JSON.parse(localStorage.getItem(keyOf(notebook)) ?? '{}');
  } catch {
    return {};
  }
}

/** Keeps the edits of a notebook; returns whether the browser does. */
export function keepEdits(notebook: string, edits: Edits): boolean {
  try {
    if (Object.keys(edits).length === 0) localStorage.removeItem(keyOf(notebook));
    else localStorage.setItem(keyOf(notebook), JSON.stringify(edits));
    return true;
  } catch {
    return false;
  }
}

function keyOf(notebook: string): string {
  return `mdgl ${notebook}`;
}
