/** The part of csv-parse that is used: core is compiled with this, as the package's own declarations refer to Node. */
export function parse(text: string, options: object): unknown[];
export type CsvError = Error & { code: string };
