import { ruleOf } from '../../../src/core/rules';
import { presets } from '../../../src/core/settings';
import { begin } from '../../../src/core/training/train';
import type { Spec } from '../../../src/plot/theme';
import { lessonAt } from '../../../src/record/lesson-at';
import { quantityNames } from '../../../src/record/quantities';
import { record } from '../../../src/record/record';
import type { Recording } from '../../../src/record/recording';

/** Everything about two trials of an untrained network of the `tiny` preset. */
export function tinyRecording(rule = 'mdgl'): Recording<(typeof quantityNames)[number]> {
  const run = { settings: presets.tiny, rule: ruleOf(rule), seed: 1 };
  return record({ ...lessonAt(run, begin(run)), what: quantityNames, ofTrials: [0, 1], synapses: 'random:40', inputSynapses: 'random:5' });
}

/** A figure's panels, as far as tests look into them. */
export interface Panel {
  height: number;
  layer: Layer[];
}

export interface Layer {
  data?: { values: Record<string, number>[] };
  mark?: { type: string; text?: string; color?: string };
  layer?: Layer[];
  encoding?: Record<string, { field?: string; scale?: { domain: number[] } }>;
}

export function panelsOf(spec: Spec): Panel[] {
  return (spec as unknown as { vconcat: Panel[] }).vconcat;
}

/** All texts of a panel. */
export function textsIn({ layer }: Panel): string[] {
  return layer.flatMap(({ mark }) => mark?.type === 'text' ? [mark.text!] : []);
}

/** The rows of the lines or spikes of a panel. */
export function rowsOf({ layer }: Panel, type: 'line' | 'tick' | 'area' = 'line'): Record<string, number>[] {
  const isOwn = (one: Layer) => one.mark?.type === type && !('zero' in (one.data!.values[0] ?? {}));
  const found = layer.filter((one) => isOwn(one) || one.layer?.some(({ mark }) => mark!.type === type));
  return found.flatMap(({ data }) => data!.values);
}
