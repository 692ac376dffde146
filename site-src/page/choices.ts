import type { PresetName } from 'mdgl/browser';

/** Presets that a page can train, in words: what, and how long three rules take on a laptop with as many cores. */
export const choices = {
  tiny: 'tiny: 35 neurons, seconds',
  figure3c: 'Figure 3C: 100 neurons, about 10 min',
  'delayed-match': 'delayed match: 100 neurons, about 10 min',
  'pattern-generation': 'patterns: 100 neurons, about 1 min',
  'evidence-accumulation-eprop': 'evidence, e-prop paper: 100 neurons, about 10 min',
  'store-recall': 'store and recall: 20 neurons, minutes',
} as const satisfies Partial<Record<PresetName, string>>;

export type Choice = keyof typeof choices;
