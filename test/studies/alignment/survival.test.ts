import { describe, expect, it } from 'vitest';
import { stream } from '../../../src/core/random';
import { settings } from '../../../src/core/settings';
import { reconnect } from '../../../src/core/training/rewiring';
import { initialState, weightsOf } from '../../../src/core/training/state';
import { survival } from '../../../src/studies/alignment/survival';
import { matrix } from '../../support/network';

describe('survival', () => {
  it('counts what is kept with its sign, newborn, flipped and added', () => {
    const before = matrix([1, -2, 3, -4], [0, 0, 5, 6]);
    const now = matrix([2, -1e-12, 0, 4], [7, 0, 5, 1e-11]);
    // kept 1→2, −2→−1e-12 (newborn), 5 and 6; lost 3; flipped −4→4; added 7
    expect(survival(before, now)).toEqual({
      initial: 6,
      kept: 4,
      newborn: 1,
      flipped: 1,
      added: 1,
      similarity: expect.closeTo((2 - 16 + 25) / Math.sqrt(91 * 94), 10),
    });
  });

  it('finds all initial connections in the initial weights, and none where there was none', () => {
    expect(survival(matrix([1, 0, -3]), matrix([1, 0, -3]))).toEqual({
      initial: 2,
      kept: 2,
      newborn: 0,
      flipped: 0,
      added: 0,
      similarity: expect.closeTo(1, 12),
    });
    expect(survival(matrix([0]), matrix([0]))).toEqual({ initial: 0, kept: 0, newborn: 0, flipped: 0, added: 0, similarity: null });
  });

  it('knows a synapse that rewiring has just brought back', () => {
    const tiny = settings('tiny');
    const state = initialState(tiny, 1);
    const before = weightsOf(state).recurrent;
    state.recurrent.theta.fill(0, 0, 7);
    expect(survival(before, weightsOf(state).recurrent)).toMatchObject({ initial: 301, kept: 294, newborn: 0 });
    reconnect([state.input, state.recurrent, state.output], tiny.network.connectivity, stream(1, 'rewiring', 0));
    const { kept, newborn, flipped, added } = survival(before, weightsOf(state).recurrent);
    expect(newborn).toBeGreaterThan(0);
    expect(newborn).toBe(kept - 294);
    expect([flipped, added]).toEqual([0, 0]);
  });
});
