import { gammaln } from 'simple-statistics';

/** Steps of Simpson's rule: even. */
const STEPS = 200;

/**
 * Computes the share of Student's distribution that lies further from 0 than t, on both sides together: the two-sided p of a t test.
 * @param freedom degrees of freedom, 1 or more, need not be whole
 * @example
 * tProbability(1, 1) // 0.5
 */
export function tProbability(t: number, freedom: number): number {
  return 1 - shareWithin(Math.atan(Math.abs(t) / Math.sqrt(freedom)), freedom);
}

/**
 * Computes the t within which, on both sides of 0, a share of Student's distribution lies; for a 95 % interval the share is 0.95.
 * @param share 0 or more, below 1
 * @param freedom degrees of freedom, 1 or more, need not be whole
 * @example
 * tQuantile(0.95, 4) // 2.776…
 */
export function tQuantile(share: number, freedom: number): number {
  // Newton's method from 0: the share within an angle grows ever more slowly, so no step goes too far.
  let angle = 0;
  for (let n = 0; n < 100; n++) {
    const step = (share - shareWithin(angle, freedom)) / (2 * density(angle, freedom));
    angle += step;
    if (step < 1e-13) break;
  }
  return Math.sqrt(freedom) * Math.tan(angle);
}

/** Computes Student's density of the angle θ, where t = √ν tan θ: Γ((ν+1)/2) / (√π Γ(ν/2)) · cos^(ν−1) θ. */
function density(angle: number, freedom: number): number {
  return Math.exp(gammaln((freedom + 1) / 2) - gammaln(freedom / 2)) / Math.sqrt(Math.PI) * Math.cos(angle) ** (freedom - 1);
}

/** Integrates the density from −θ to θ by Simpson's rule. */
function shareWithin(angle: number, freedom: number): number {
  let sum = 0;
  for (let n = 0; n <= STEPS; n++) {
    const weight = n === 0 || n === STEPS ? 1 : n % 2 === 1 ? 4 : 2;
    sum += weight * density(angle * n / STEPS, freedom);
  }
  return 2 * sum * angle / STEPS / 3;
}
