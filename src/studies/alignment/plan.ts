import { checkedWhole } from '../../core/checked';
import { InputError } from '../../core/errors';
import { planOf, type Choices, type Plan } from '../../core/training/plan';
import { candidates, type GradientComparison } from './candidates';

/** What determines an alignment study: runs along which the rules are compared, and how. */
export interface AlignmentPlan extends Plan, Omit<GradientComparison, 'name'> {}

/** Rules along whose training the others are measured. */
const PATHS = ['bptt', 'mdgl'];

/** The reference equations take about 0.1 s for each. */
const GAMMA_TRIALS = 4;

/** @throws InputError for cell types whose names would not fit into a table */
export function alignmentPlanOf({ every, ...choices }: Omit<Choices, 'rules' | 'feedback'> & Pick<AlignmentPlan, 'every'>): AlignmentPlan {
  const { settings } = choices;
  const unfit = settings.network.cellTypes.find(({ name }) => /[\s,">]/.test(name) || name === 'all');
  if (unfit) {
    throw new InputError(
      `network.cellTypes: the name ${JSON.stringify(unfit.name)}; allowed for this study are names without commas, quotes, spaces and `
        + '">", and not "all"'
    );
  }
  return {
    ...planOf({ ...choices, rules: PATHS }),
    every: checkedWhole('every', every, 1),
    candidates: candidates(),
    gammaTrials: Math.min(GAMMA_TRIALS, settings.training.validationTrials),
  };
}
