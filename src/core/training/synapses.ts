import { zeros, type Matrix } from '../network/matrix';
import { withMoments, type Adaptive } from './adam';

/**
 * One weight matrix as training sees it: a list of the places where a synapse is or may come to be.
 * A synapse weighs w = sign · θ where θ > 0; where θ ≤ 0 there is none. Its sign never changes (Dale's law). A cell of sign 0 has no
 * law: its synapses weigh w = θ, and are always there.
 */
export interface Synapses extends Adaptive {
  readonly pres: number;
  readonly posts: number;
  /** 1, −1 or 0 for each presynaptic cell. */
  readonly sign: Int8Array;
  /** Presynaptic and postsynaptic cell of each place, row by row. */
  readonly pre: Uint16Array;
  readonly post: Uint16Array;
}

/**
 * Returns the synapses of a matrix.
 * @param sign of each row
 * @param isPlace where a synapse may be
 */
export function synapsesOf(weights: Matrix, sign: Int8Array, isPlace: (pre: number, post: number) => boolean): Synapses {
  const posts = weights[0].length;
  const places = weights.flatMap((row, q) => Array.from(row.keys()).filter((p) => isPlace(q, p)).map((p) => [q, p]));
  return {
    pres: weights.length,
    posts,
    sign,
    pre: Uint16Array.from(places, ([q]) => q),
    post: Uint16Array.from(places, ([, p]) => p),
    ...withMoments(Float64Array.from(places, ([q, p]) => sign[q] === 0 ? weights[q][p] : Math.abs(weights[q][p]))),
  };
}

/** Computes w = sign · θ where θ > 0, else 0; w = θ without a sign. */
export function weightsAt({ pres, posts, sign, pre, post, theta }: Synapses): Matrix {
  const weights = zeros(pres, posts);
  for (let s = 0; s < theta.length; s++) {
    if (theta[s] > 0 || sign[pre[s]] === 0) weights[pre[s]][post[s]] = (sign[pre[s]] || 1) * theta[s];
  }
  return weights;
}

/** Computes ∂loss/∂θ = sign · dW at each place; dW without a sign. */
export function thetaGradient({ sign, pre, post, theta }: Synapses, dW: Matrix): Float64Array {
  const gradient = new Float64Array(theta.length);
  for (let s = 0; s < gradient.length; s++) gradient[s] = (sign[pre[s]] || 1) * dW[pre[s]][post[s]];
  return gradient;
}

/** Writes 1 at each place, 0 elsewhere; pre × post. */
export function placesOf({ pres, posts, pre, post }: Synapses): Matrix {
  const places = zeros(pres, posts);
  pre.forEach((q, s) => { places[q][post[s]] = 1; });
  return places;
}

/** Lists places without a synapse now. */
export function freePlaces({ sign, pre, theta }: Synapses): number[] {
  const free: number[] = [];
  for (let s = 0; s < theta.length; s++) if (theta[s] <= 0 && sign[pre[s]] !== 0) free.push(s);
  return free;
}
