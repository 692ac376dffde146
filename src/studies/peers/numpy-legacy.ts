import { checkedSeed } from '../../core/checked';
import { ln } from '../../core/digits';

/** Words of the state. */
const N = 624;

/**
 * NumPy's legacy stream of random numbers, as `numpy.random.seed(seed)` begins it: the Mersenne Twister MT19937.
 * @see Matsumoto & Nishimura 1998
 * @throws InputError unless the seed is a whole number from 1 to 2³²−1
 */
export class NumpyLegacy {
  private readonly state = new Uint32Array(N);
  private taken = N;
  /** The second of a pair of normal numbers. */
  private kept?: number;

  constructor(seed: number) {
    this.state[0] = checkedSeed(seed);
    for (let i = 1; i < N; i++) this.state[i] = Math.imul(1812433253, this.state[i - 1] ^ (this.state[i - 1] >>> 30)) + i;
  }

  /** Draws a whole number, uniform in 0 … 2³²−1. */
  word(): number {
    if (this.taken === N) this.twist();
    let y = this.state[this.taken++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** Draws 0 or 1, each with probability ½. */
  bit(): number {
    return this.word() & 1;
  }

  /** Draws a number, uniform in [0, 1), 53 bits. */
  double(): number {
    const high = this.word() >>> 5; // 27 bits
    return (high * 2 ** 26 + (this.word() >>> 6)) / 2 ** 53;
  }

  /** Draws a number, uniform in [low, high). */
  uniform(low: number, high: number): number {
    return low + (high - low) * this.double();
  }

  /** Draws a number, standard normal, by the polar method. It makes pairs: the second number is kept for the next call. */
  normal(): number {
    const { kept } = this;
    this.kept = undefined;
    if (kept !== undefined) return kept;
    for (;;) {
      const x = 2 * this.double() - 1;
      const y = 2 * this.double() - 1;
      const r2 = x * x + y * y;
      if (r2 === 0 || r2 >= 1) continue;
      const f = Math.sqrt(-2 * ln(r2) / r2);
      this.kept = f * x;
      return f * y;
    }
  }

  /** Makes the next words of the state. */
  private twist(): void {
    const { state } = this;
    for (let i = 0; i < N; i++) {
      const y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
      state[i] = state[(i + 397) % N] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.taken = 0;
  }
}
