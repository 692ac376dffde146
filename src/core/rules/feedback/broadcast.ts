import { mapMatrix, zeros } from '../../network/matrix';
import type { Feedback } from './feedback';

/**
 * F = 1 / √neurons everywhere: all neurons hear the same.
 * @see Bellec et al. 2020, eligibility_propagation, Figure_2_TIMIT ("BAglobal")
 */
export const broadcast: Feedback = {
  id: 'broadcast',
  start: ({ network: { neurons, outputs } }) => ({ F: mapMatrix(zeros(neurons, outputs), () => 1 / Math.sqrt(neurons)) }),
  refuses: (target) => 'values' in target ? undefined : 'the errors of classes sum to 0, so that every neuron would hear 0',
};
