/** Estimates from what was seen since it began how long the rest takes. */
export class TimeLeft {
  private began = performance.now();
  private first = 0;

  /** Begins anew: it rested, and goes on. */
  begin(iteration: number): void {
    this.began = performance.now();
    this.first = iteration;
  }

  /** @returns nothing while it is short, or not known */
  inWords(iteration: number, iterations: number): string {
    const done = iteration - this.first;
    const seconds = (performance.now() - this.began) / 1000;
    if (done < 1 || seconds < 1) return '';
    const left = (seconds / done) * (iterations - iteration);
    if (left < 10) return '';
    return left < 90 ? `, about ${Math.round(left / 10) * 10} s left` : `, about ${Math.round(left / 60)} min left`;
  }
}
