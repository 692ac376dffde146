import { describe, expect, it } from 'vitest';
import { filteredError, signals } from '../../../../src/core/engine/reference/signals';
import { eProp } from '../../../../src/core/rules/e-prop';
import { mdgl } from '../../../../src/core/rules/mdgl';
import { onMdgl } from '../../../../src/core/rules/on-mdgl';
import { handNetwork, matrix } from '../../../support/network';

// α = 0.5, κ = 0.25, two neurons, one output
const network = (delaySteps: number) => handNetwork({ neurons: 2, delaySteps });
const error = matrix([0], [4], [8]);
const psi = matrix([1, 0.5], [0, 1], [0.5, 0.25]);
const feedback = matrix([1], [-2]);
const G = matrix([0, 3], [5, 0]);
const noRates = new Float64Array(2);

describe('the signals of a trial, by hand', () => {
  it('hand the error back through the readout\'s filter', () => {
    // backward in time: 0.75·8; 0.75·4 + 0.25·6; 0.25·4.5
    expect(filteredError(network(1), error)).toEqual(matrix([1.125], [4.5], [6]));
  });

  it('L is the filtered error times the feedback', () => {
    expect(signals(network(1), eProp, error, psi, noRates, feedback).learning).toEqual(matrix([1.125, -2.25], [4.5, -9], [6, -12]));
  });

  it('L takes in the firing-rate regularisation at every step', () => {
    expect(signals(network(1), eProp, error, psi, Float64Array.of(10, 20), feedback).learning).toEqual(
      matrix([11.125, 17.75], [14.5, 11], [16, 8])
    );
  });

  it('a is L times ψ', () => {
    expect(signals(network(1), mdgl, error, psi, noRates, feedback, G).emitted).toEqual(matrix([1.125, -1.125], [0, -9], [3, -3]));
  });

  it('Γ is what others emit one step later, 0 at the end', () => {
    // (1−α) (G a(t+1)): 0.5·3·−9, 0.5·5·0; 0.5·3·−3, 0.5·5·3
    expect(signals(network(1), mdgl, error, psi, noRates, feedback, G).modulatory).toEqual(matrix([-13.5, 0], [-4.5, 7.5], [0, 0]));
  });

  it('Γ is what others emit D steps later where the synaptic delay is D', () => {
    expect(signals(network(2), mdgl, error, psi, noRates, feedback, G).modulatory).toEqual(matrix([-4.5, 7.5], [0, 0], [0, 0]));
  });

  it('Γ is 0 where no neuron hears any other', () => {
    expect(signals(network(1), eProp, error, psi, noRates, feedback).modulatory).toEqual(matrix([0, 0], [0, 0], [0, 0]));
  });

  it('a online is the error of the step times the filtered ψ', () => {
    // ψ̄: 0.75, 0.1875, 0.421875 and 0.375, 0.84375, 0.3984375; δ: 0, 4, 8 and 0, −8, −16
    expect(signals(network(1), onMdgl, error, psi, noRates, feedback, G).emitted).toEqual(matrix([0, 0], [0.75, -6.75], [3.375, -6.375]));
  });

  it('a online knows nothing of the firing-rate regularisation', () => {
    const { emitted } = signals(network(1), onMdgl, error, psi, Float64Array.of(10, 20), feedback, G);
    expect(emitted).toEqual(signals(network(1), onMdgl, error, psi, noRates, feedback, G).emitted);
  });

  it('drop no error, however far it has decayed', () => {
    const l = filteredError(network(1), matrix(...Array.from({ length: 80 }, (_, t) => [t === 79 ? 1 : 0])));
    expect(l[79 - 33][0]).toBe(0.75 * 4 ** -33);
    expect(l[0][0]).toBe(0.75 * 4 ** -79);
  });
});
