/** Numbers that Adam moves, with its two moments. */
export interface Adaptive {
  readonly theta: Float64Array;
  /** Running mean of the gradient. */
  readonly m: Float64Array;
  /** Running mean of its square. */
  readonly v: Float64Array;
}

/** β1ⁿ and β2ⁿ after n steps, as running products: the same digits everywhere, which a power need not have. */
export interface AdamClock {
  beta1Power: number;
  beta2Power: number;
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** Makes the state before the first step. */
export function withMoments(theta: Float64Array): Adaptive {
  return { theta, m: new Float64Array(theta.length), v: new Float64Array(theta.length) };
}

/** Makes the clock before the first step. */
export function adamClock(): AdamClock {
  return { beta1Power: 1, beta2Power: 1 };
}

/** Begins a step, which may move several arrays. */
export function advance(clock: AdamClock): void {
  clock.beta1Power *= BETA1;
  clock.beta2Power *= BETA2;
}

/**
 * Takes Adam's step, in place. The clock must have been advanced before.
 * @see Kingma & Ba, ICLR 2015, the efficient order of section 2
 * @example
 * const clock = adamClock();
 * const x = withMoments(Float64Array.of(1));
 * advance(clock);
 * adam(x, Float64Array.of(5), clock, 0.1); // x.theta ≈ [0.9]: the first step is the rate, whatever the gradient
 */
export function adam({ theta, m, v }: Adaptive, gradient: Float64Array, { beta1Power, beta2Power }: AdamClock, rate: number): void {
  const corrected = rate * Math.sqrt(1 - beta2Power) / (1 - beta1Power);
  for (let n = 0; n < theta.length; n++) {
    m[n] = BETA1 * m[n] + (1 - BETA1) * gradient[n];
    v[n] = BETA2 * v[n] + (1 - BETA2) * gradient[n] * gradient[n];
    // θ −= rate √(1−β2ⁿ) / (1−β1ⁿ) · m / (√v + ε)
    theta[n] -= corrected * m[n] / (Math.sqrt(v[n]) + EPSILON);
  }
}
