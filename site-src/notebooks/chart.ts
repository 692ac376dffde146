import type { Spec } from './messages';

/** A chart in its box; while one is drawn, only the newest of those that come meanwhile waits. */
export class Chart {
  readonly box = document.createElement('div');
  private waiting?: Spec;
  private drawing = false;
  private finalize = () => {};

  constructor() {
    Object.assign(this.box, { className: 'chart', tabIndex: 0, role: 'group' });
  }

  async draw(spec: Spec): Promise<void> {
    this.waiting = spec;
    if (this.drawing) return;
    this.drawing = true;
    this.box.ariaBusy = 'true';
    for (let next: Spec | undefined; (next = this.waiting);) {
      this.waiting = undefined;
      await this.drawOne(next);
    }
    this.drawing = false;
    this.box.ariaBusy = 'false';
  }

  private async drawOne(spec: Spec): Promise<void> {
    const drawn = document.createElement('div');
    const label = String(spec.description ?? 'Chart');
    try {
      const { default: embed } = await import('vega-embed');
      // The library writes what JupyterLab's older Vega-Lite understands, and so does a newer one.
      const { finalize } = await embed(drawn, { ...spec, $schema: undefined } as never, { mode: 'vega-lite', actions: false });
      this.finalize();
      this.finalize = finalize;
    } catch (error) {
      drawn.textContent = `the chart cannot be drawn (${error instanceof Error ? error.message : error})`;
    }
    this.box.ariaLabel = label;
    this.box.replaceChildren(drawn);
  }
}
