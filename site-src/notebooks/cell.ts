import type { EditorView } from 'codemirror';
import { Outputs } from './outputs';

/** What a cell asks of the notebook. */
export interface CellActions {
  readonly run: (cell: Cell, goOn: boolean) => void;
  readonly changed: () => void;
}

/** A cell of code on the page: its source, which becomes an editor when somebody wants to change it, and its outputs. */
export class Cell {
  readonly id: string;
  readonly original: string;
  readonly outputs: Outputs;
  private readonly pre: HTMLElement;
  private readonly html: string;
  private readonly state = element('span', { className: 'state' });
  private readonly undo: HTMLButtonElement;
  private text: string;
  private editor?: EditorView;
  private opening?: Promise<void>;

  constructor(readonly box: HTMLElement, private readonly actions: CellActions) {
    this.id = box.id;
    this.pre = box.querySelector('.source')!;
    this.html = this.pre.innerHTML;
    this.text = this.original = this.pre.textContent!;
    this.outputs = new Outputs(box.querySelector('.outputs')!);
    const run = button('▶ Run', () => actions.run(this, false), `Run ${this.label}`);
    const edit = button('Edit', () => void this.edit(), `Edit ${this.label}`);
    this.undo = button('Undo edits', () => this.setSource(this.original), `Undo edits of ${this.label}`);
    this.undo.hidden = true;
    const bar = element('div', { className: 'bar' });
    bar.append(run, edit, this.undo, this.state);
    box.prepend(bar);
    this.pre.addEventListener('click', () => { if (getSelection()?.isCollapsed !== false) void this.edit(); });
    this.pre.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      if (event.shiftKey || event.ctrlKey || event.metaKey) actions.run(this, event.shiftKey);
      else void this.edit();
    });
  }

  get source(): string {
    return this.text;
  }

  get isEdited(): boolean {
    return this.text !== this.original;
  }

  private get label(): string {
    return this.box.ariaLabel!.toLowerCase();
  }

  setSource(source: string): void {
    if (this.editor) this.editor.dispatch({ changes: { from: 0, to: this.editor.state.doc.length, insert: source } });
    else this.accept(source);
    if (source === this.original) this.pre.innerHTML = this.html;
    else this.pre.textContent = source;
  }

  /** Shows how far it is, such as `running, 3 s`; `kind` is for its look. */
  say(state: string, kind: '' | 'running' | 'failed' = ''): void {
    this.state.textContent = state;
    this.box.dataset.state = kind;
  }

  focus(): void {
    if (this.editor) this.editor.focus();
    else this.pre.focus();
    this.box.scrollIntoView({ block: 'nearest' });
  }

  /** Opens the editor, which is loaded when it is first wanted. */
  private async edit(): Promise<void> {
    await (this.opening ??= this.open());
    this.editor!.focus();
  }

  private async open(): Promise<void> {
    const { createEditor } = await import('./editor');
    const parent = element('div', { className: 'editor' });
    this.editor = createEditor({
      parent, source: this.text, label: this.label,
      changed: (source) => this.accept(source),
      run: (goOn) => this.actions.run(this, goOn),
    });
    this.pre.hidden = true;
    this.pre.after(parent);
  }

  private accept(source: string): void {
    this.text = source;
    this.undo.hidden = !this.isEdited;
    this.actions.changed();
  }
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, properties: Partial<HTMLElementTagNameMap[K]>): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), properties);
}

function button(text: string, act: () => void, label: string): HTMLButtonElement {
  const made = element('button', { type: 'button', textContent: text, ariaLabel: label });
  made.addEventListener('click', act);
  return made;
}
