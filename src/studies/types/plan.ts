import { checkedWhole } from '../../core/checked';
import { InputError } from '../../core/errors';
import { planOf, type Choices, type Plan } from '../../core/training/plan';
import type { GammaComparison } from './record-gamma';

/** What determines a study of cell types: runs of MDGL with ever more types, and of what it lies between. */
export interface TypesPlan extends Plan, Omit<GammaComparison, 'name'> {}

/** How many types each cell type is split into, at random or by clusters. */
const PARTS = [2, 4, 8];

/** The reference equations take about 0.1 s for each. */
const GAMMA_TRIALS = 4;

/** @throws InputError for rate units, or cell types of one neuron, which nothing can split */
export function typesPlanOf({ every, ...choices }: Omit<Choices, 'rules' | 'feedback'> & Pick<TypesPlan, 'every'>): TypesPlan {
  const { network: { cellTypes }, training } = choices.settings;
  const sizes = cellTypes.map(({ lif, alif }) => lif + alif).filter((neurons) => neurons > 0);
  const numbers = PARTS.filter((parts) => parts <= Math.min(...sizes)).map((parts) => parts * sizes.length);
  if (numbers.length === 0) throw new InputError('a cell type of network.cellTypes has 1 neuron; for this study each must have 2 or more');
  const split = ['random', 'clusters'].flatMap((how) => numbers.map((number) => `mdgl-${how}-${number}`));
  // with a single cell type MDGL has one type itself
  const one = sizes.length > 1 ? ['mdgl-1'] : [];
  return {
    ...planOf({ ...choices, rules: ['e-prop', ...one, 'mdgl', ...split, 'mdgl-bca'] }),
    every: checkedWhole('every', every, 1),
    gammaTrials: Math.min(GAMMA_TRIALS, training.validationTrials),
  };
}
