/** What the page asks of the kernel. */
export type Request =
  /** Comes first: where names of files are relative to. */
  | { readonly kind: 'start'; readonly base: string }
  | { readonly kind: 'run'; readonly cell: number; readonly source: string }
  /** Ends the cell that runs. */
  | { readonly kind: 'interrupt' };

/** What the kernel says of the cell that runs. */
export type Report =
  | { readonly kind: 'text'; readonly cell: number; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly kind: 'chart'; readonly cell: number; readonly spec: Spec; readonly id?: string; readonly update: boolean }
  /** The cell has ended, perhaps by an error. */
  | { readonly kind: 'done'; readonly cell: number; readonly error?: string };

/** Vega-Lite, as it came from the library. */
export type Spec = Readonly<Record<string, unknown>>;
