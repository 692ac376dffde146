/** Estimates from what was seen since it began how long the rest takes. */
export class TimeLeft {
  private first = 0;
  private began?: number;

  /** Begins anew: it rested, and goes on. */
  begin(iteration: number): void {
    this.first = iteration;
    this.began = undefined;
  }

  /** @returns nothing while it is short, or not known */
  inWords(iteration: number, iterations: number): string {
    if (iteration === this.first) return '';
    // To load and to begin takes its time once: the first iterations do not count.
    if (this.began === undefined) this.begin(iteration);
    this.began ??= performance.now();
    const done = iteration - this.first;
    const seconds = (performance.now() - this.began) / 1000;
    const left = (seconds / done) * (iterations - iteration);
    if (done === 0 || left < 10) return '';
    return left < 90 ? `, about ${Math.round(left / 10) * 10} s left` : `, about ${Math.round(left / 60)} min left`;
  }
}
