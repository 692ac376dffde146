import type { Lesson } from '../../src/core/engine/engine';
import type { Network } from '../../src/core/network/network';
import { raster } from '../../src/core/network/raster';
import type { Trial } from '../../src/core/network/trial';
import type { Rule } from '../../src/core/rules/rule';
import { handNetwork, matrix } from './network';

/*
 * Two neurons of two types in four steps, worked by hand with α = 3/4, κ = 1/8 and ρ = 5/8: none of the constants and of
 * their gains 1 − α, 1 − κ, 1 − ρ is equal to another, so one in place of another changes the numbers. All are exact in binary.
 */

const network: Network = handNetwork({
  neurons: 2, types: [0, 1], cellTypes: 2, beta: [2, 1], alpha: [3 / 4, 3 / 4], kappa: 1 / 8, rho: [5 / 8, 5 / 8],
  dampening: 0.5, refractorySteps: 0,
});
const weights = { input: matrix([6, 5]), recurrent: matrix([0, 5], [3, 0]), output: matrix([1], [-2]), bias: Float64Array.of(0.5) };

const trial = { input: raster(4, [0, 0, 2, 0]), target: { values: matrix([0], [2], [1], [2]) } };

/** The lesson for a rule: an input spike at steps 0 and 2, squared error at every step. */
export function handLesson(rule: Rule): Lesson & { readonly trials: readonly Trial[] } {
  return { network, weights, trials: [trial], count: 1, steps: 4, keepSpikes: true, rule, feedback: weights.output };
}

/** Forward: b = 5/8 b + 3/8 z(t−1), A = 1 + β b, v = 3/4 v + 1/4 I − z(t−1), ψ = 1/2 max(0, 1 − |v − A|). */
export const handStates = {
  z: matrix([1, 1], [0, 0], [1, 1], [0, 1]),
  v: matrix([1.5, 1.25], [0.875, 1.1875], [2.15625, 2.140625], [1.3671875, 1.85546875]),
  b: matrix([0, 0], [0.375, 0.375], [0.234375, 0.234375], [0.521484375, 0.521484375]),
  A: matrix([1, 1], [1.75, 1.375], [1.46875, 1.234375], [2.04296875, 1.521484375]),
  psi: matrix([0.25, 0.375], [0.0625, 0.40625], [0.15625, 0.046875], [0.162109375, 0.3330078125]),
};

/** y = 1/8 y + 7/8 z, logit = y_0 − 2 y_1 + 1/2; d = (logit − value) / 2; the loss is the mean of (logit − value)². */
export const handReadout = {
  logits: matrix([-0.375], [0.390625], [-0.388671875], [-1.361083984375]),
  loss: 3.989002004265785,
  /** Σ_t y(t) d(t) */
  output: matrix([-1.0557933151721954], [-2.526267558336258]),
  /** Σ_t d(t) */
  bias: Float64Array.of(-3.3670654296875),
};

/** L_p = W_out[p] l, l = 1/8 l(t+1) + 7/8 d; backward from the last step. */
export const handLearningSignal = matrix(
  [-0.2644400894641876, 0.5288801789283752], [-0.803020715713501, 1.606041431427002],
  [-0.7913532257080078, 1.5827064514160156], [-1.4704742431640625, 2.940948486328125],
);

const mdgl = {
  input: matrix([0.015932688324824085, 0.2816674459896502]),
  recurrent: matrix([0, 0.4384736160948819], [-0.07840413564736082, 0]),
};

/** Σ_t L e + Γ e by the traces ε_v, ε_a of each synapse; where each type is one neuron, MDGL, MDGLbca and NL-MDGL are the same. */
export const handGradients: Readonly<Record<string, typeof mdgl>> = {
  bptt: {
    input: matrix([0.03136607114247525, 0.28493495623429776]),
    recurrent: matrix([0, 0.4443905838255091], [-0.06545460605025255, 0]),
  },
  'e-prop': {
    input: matrix([-0.09400755537552641, 0.28962975640636035]),
    recurrent: matrix([0, 0.4482932061388851], [-0.11048799753098137, 0]),
  },
  'e-prop-no-reset': {
    input: matrix([-0.1220288530443554, 0.42792729752744396]),
    recurrent: matrix([0, 0.5308759761807664], [-0.1207422791985664, 0]),
  },
  mdgl,
  'mdgl-bca': mdgl,
  'nl-mdgl': mdgl,
  'on-mdgl': {
    input: matrix([0.00631403149293952, 0.2802051711390772]),
    recurrent: matrix([0, 0.43885208500980966], [-0.07831794123106306, 0]),
  },
  rflo: {
    input: matrix([-0.14407547761220485, 0.48781945451628417]),
    recurrent: matrix([0, 0.5595861286856234], [-0.12884764885529876, 0]),
  },
};
