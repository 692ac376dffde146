import { Chart } from './chart';
import type { Report } from './messages';

/** What stands below a cell. */
export class Outputs {
  private readonly stored: readonly Node[];
  private readonly charts = new Map<string, Chart>();

  constructor(private readonly box: HTMLElement) {
    this.stored = [...box.childNodes];
  }

  /** Empties it; it keeps its height until the cell has run, so that what is below does not jump. */
  begin(): void {
    this.box.style.minHeight = `${this.box.offsetHeight}px`;
    this.box.replaceChildren();
    this.charts.clear();
  }

  end(error?: string): void {
    if (error !== undefined) this.text('error', `${error}\n`);
    this.box.style.minHeight = '';
  }

  /** Shows the stored ones again. */
  restore(): void {
    this.charts.clear();
    this.box.style.minHeight = '';
    this.box.replaceChildren(...this.stored);
  }

  add(report: Exclude<Report, { kind: 'done' }>): void {
    if (report.kind === 'text') this.text(report.stream, report.text);
    else void this.chart(report.id, report.update).draw(report.spec);
  }

  private text(kind: string, text: string): void {
    const last = this.box.lastElementChild;
    const to = last?.className === kind ? last : document.createElement('pre');
    if (to !== last) {
      Object.assign(to, { className: kind, tabIndex: 0 });
      this.box.append(to);
    }
    to.append(text);
  }

  private chart(id: string | undefined, update: boolean): Chart {
    const known = id !== undefined && update ? this.charts.get(id) : undefined;
    if (known) return known;
    const chart = new Chart();
    this.box.append(chart.box);
    if (id !== undefined) this.charts.set(id, chart);
    return chart;
  }
}
