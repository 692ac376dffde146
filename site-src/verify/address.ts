import type { Stored } from './stored';

/** What is verified, as the page's address tells it. */
export interface Choice {
  readonly rule: string;
  readonly seed: number;
  readonly iterations: number;
}

/** Iterations that are trained unless one asks for more. */
export const FIRST = 100;

/** Reads an address such as `#rule=mdgl&seed=1&iterations=100`; what is missing or not among the stored runs is as usual. */
export function readAddress(hash: string, { rules, seeds, settings: { training } }: Stored): Choice {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const [rule, seed, iterations] = ['rule', 'seed', 'iterations'].map((name) => given.get(name) ?? '');
  const every = training.validateEvery;
  return {
    rule: rules.find((id) => id === rule) ?? 'mdgl',
    seed: seeds.find((one) => String(one) === seed) ?? seeds[0],
    // Points are compared, so it ends with one.
    iterations: /^\d+$/.test(iterations) ? Math.min(Math.ceil(Number(iterations) / every) * every, training.iterations) : FIRST,
  };
}

/** Writes the address of a choice. */
export function addressOf({ rule, seed, iterations }: Choice): string {
  return `#rule=${rule}&seed=${seed}&iterations=${iterations}`;
}
