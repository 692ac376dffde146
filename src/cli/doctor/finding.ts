/** What a check has found. */
export interface Finding {
  /** Of what, such as `Node`. */
  readonly what: string;
  /** `missing`: what it is for does not work; `note`: good to know. */
  readonly status: 'ok' | 'missing' | 'note';
  readonly found: string;
  /** One line; with status `missing` always there. */
  readonly mend?: string;
  /** Missing things that only these need are no failure. */
  readonly onlyFor?: 'notebooks' | 'TensorFlow.js';
}

/** Says that something is as it must be. */
export function ok(what: string, found: string): Finding {
  return { what, status: 'ok', found };
}

/** Says what does not work, and how to mend it. */
export function missing(what: string, found: string, mend: string): Finding {
  return { what, status: 'missing', found, mend };
}

/** Says what is good to know, and what to do about it. */
export function note(what: string, found: string, mend: string): Finding {
  return { what, status: 'note', found, mend };
}
