import type { DrawnPoint } from '../../plot/drawn-point';

/** What a panel of learning curves shows. */
export type Metric = 'loss' | 'accuracy';

/** The panels, in the order in which they are drawn. */
export const metrics: readonly Metric[] = ['loss', 'accuracy'];

/** Everything that is drawn, by panel. */
export type DrawnNumbers = Record<Metric, DrawnPoint[]>;
