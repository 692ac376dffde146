import type { PresetName } from 'mdgl/browser';

/** A preset that a page can train. */
interface Words {
  /** What it is, and how long three rules take on a laptop with as many cores. */
  readonly name: string;
  /** What to see in it. */
  readonly note: string;
}

export const choices = {
  tiny: {
    name: 'tiny: 35 neurons, seconds',
    note: 'One small network a rule, the same seed. So small, MDGL and e-prop come out alike: they part in the stored figure.',
  },
  figure3c: {
    name: 'Figure 3C: 100 neurons, 5 to 15 min',
    note: 'One network a rule, the same seed, drawn over the stored ones.',
  },
  'delayed-match': {
    name: 'delayed match: 100 neurons, 5 to 15 min',
    note: 'Were two cues the same? Pale: five stored networks a rule, mean ± sd.',
  },
  'pattern-generation': {
    name: 'patterns: 100 neurons, 2 to 5 min',
    note: 'The output must follow a curve. All neurons are of one type. Pale: five stored networks a rule, mean ± sd.',
  },
  'store-recall': {
    name: 'store and recall: 20 neurons, 2 to 5 min',
    note: 'One bit is to be stored, and recalled later. Pale: five stored networks a rule, mean ± sd.',
  },
} as const satisfies Partial<Record<PresetName, Words>>;

export type Choice = keyof typeof choices;
