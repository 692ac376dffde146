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
