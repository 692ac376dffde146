/** Does something at most once in so many ms, the last time it is asked for included. */
export class Pacer {
  private last = -Infinity;
  private timer?: ReturnType<typeof setTimeout>;

  constructor(private readonly ms: number, private readonly act: () => void) {}

  ask(): void {
    this.timer ??= setTimeout(() => this.now(), Math.max(0, this.last + this.ms - performance.now()));
  }

  now(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.last = performance.now();
    this.act();
  }
}
