import { zeros, type Matrix } from '../../network/matrix';
import { neuronConstants, type Network } from '../../network/network';
import { spikesAt, stepsOf, type Raster } from '../../network/raster';
import { traceOf, type LocalRule, type Rule } from '../../rules/rule';

/** Eligibility traces of one synapse, a number a step. */
export interface Trace {
  /** ε_v: what the membrane remembers of presynaptic spikes. */
  readonly epsilonV: Float64Array;
  /** ε_a: what the adaptation remembers. */
  readonly epsilonA: Float64Array;
  /** e: eligibility. */
  readonly eligibility: Float64Array;
}

/**
 * Computes eligibility traces forward in time, as a synapse could compute them.
 * @param post constants of the postsynaptic neuron
 * @param kind `full`; `no-reset`: the membrane forgets no reset; `leak`: of the leak alone
 * @param pre x(t): what arrives over the synapse at each step, z_q(t−D) or the input's count
 * @param psi ψ_p(t) of the postsynaptic neuron
 * @see Bellec et al. 2020; Liu et al. 2021, Eq. 2 and Methods
 */
export function eligibilityTrace(
  { alpha, rho, beta, threshold }: ReturnType<typeof neuronConstants>,
  kind: LocalRule['trace'],
  pre: Float64Array,
  psi: Float64Array
): Trace {
  const steps = pre.length;
  const epsilonV = new Float64Array(steps);
  const epsilonA = new Float64Array(steps);
  const eligibility = new Float64Array(steps);
  for (let t = 0; t < steps; t++) {
    const [v, a, before] = t > 0 ? [epsilonV[t - 1], epsilonA[t - 1], psi[t - 1]] : [0, 0, 0];
    if (kind === 'leak') {
      // ε_v(t) = α ε_v(t−1) + (1−α) x(t)
      epsilonV[t] = alpha * v + (1 - alpha) * pre[t];
    } else {
      // ε_v(t) = (α − v_th ψ(t−1)) ε_v(t−1) + v_th β ψ(t−1) ε_a(t−1) + (1−α) x(t); without reset: ε_v(t) = α ε_v(t−1) + (1−α) x(t)
      const reset = kind === 'full' ? threshold : 0;
      epsilonV[t] = (alpha - reset * before) * v + reset * beta * before * a + (1 - alpha) * pre[t];
      // ε_a(t) = (1−ρ) ψ(t−1) ε_v(t−1) + (ρ − (1−ρ) β ψ(t−1)) ε_a(t−1)
      epsilonA[t] = (1 - rho) * before * v + (rho - (1 - rho) * beta * before) * a;
    }
    // e(t) = ψ(t) (ε_v(t) − β ε_a(t))
    eligibility[t] = psi[t] * (epsilonV[t] - beta * epsilonA[t]);
  }
  return { epsilonV, epsilonA, eligibility };
}

/** Computes ē(t) = κ ē(t−1) + (1−κ) e(t) */
export function filteredTrace({ kappa }: Network, eligibility: Float64Array): Float64Array {
  let filtered = 0;
  return eligibility.map((e) => { filtered = kappa * filtered + (1 - kappa) * e; return filtered; });
}

/** Returns the spikes of one channel as they arrive, `delay` steps later: counts a step. */
export function arrivals(spikes: Raster, channel: number, delay: number): Float64Array {
  const counts = new Float64Array(stepsOf(spikes));
  for (let t = delay; t < counts.length; t++) for (const c of spikesAt(spikes, t - delay)) if (c === channel) counts[t]++;
  return counts;
}

/**
 * Computes the weight changes of one trial by explicit traces: Σ_t L_p(t) e_qp(t) + Γ_p(t) e_qp(t) (online: Γ_p(t) ē_qp(t)).
 * The slow proof of the sweep, with which it shares nothing.
 * @param spikes presynaptic spikes, of the inputs or of the neurons
 * @param channels number of presynaptic channels
 * @param delay 0 for inputs, D for neurons
 * @param learning L [step][neuron]; for BPTT its whole Λ
 * @param modulatory Γ [step][neuron]
 * @returns channels × neurons; for recurrent synapses the diagonal is not zeroed
 */
export function gradientFromTraces(
  network: Network,
  rule: Rule,
  spikes: Raster,
  channels: number,
  delay: number,
  psi: Matrix,
  learning: Matrix,
  modulatory: Matrix
): Matrix {
  const gradient = zeros(channels, network.neurons);
  const psiOf = Array.from({ length: network.neurons }, (_, p) => Float64Array.from(psi, (row) => row[p]));
  for (let q = 0; q < channels; q++) {
    const pre = arrivals(spikes, q, delay);
    for (let p = 0; p < network.neurons; p++) {
      const { eligibility } = eligibilityTrace(neuronConstants(network, p), traceOf(rule), pre, psiOf[p]);
      const met = rule.online ? filteredTrace(network, eligibility) : eligibility;
      eligibility.forEach((e, t) => { gradient[q][p] += learning[t][p] * e + modulatory[t][p] * met[t]; });
    }
  }
  return gradient;
}
