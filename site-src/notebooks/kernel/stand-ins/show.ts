import { writeOutput, type MimeBundle } from '../../../../src/notebook/kernel';
import type { Spec } from '../../../../src/plot/theme';

/** What a chart is sent as; the page draws it, so no picture goes with it. */
export const VEGA_LITE = 'application/vnd.vegalite.v5+json';

/** Shows a chart below the cell. */
export async function show(spec: Spec): Promise<void> {
  writeOutput(chartOnly(spec));
}

export function chartOnly(spec: Spec): MimeBundle {
  return { [VEGA_LITE]: spec };
}

export async function withPicture(spec: Spec): Promise<{ data: MimeBundle; metadata: MimeBundle }> {
  return { data: chartOnly(spec), metadata: {} };
}
