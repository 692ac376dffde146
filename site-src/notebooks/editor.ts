import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { Prec } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { EditorView, minimalSetup } from 'codemirror';

/** What an editor is given. */
export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly source: string;
  readonly label: string;
  readonly changed: (source: string) => void;
  /** Runs the cell, and goes on to the next one if so. */
  readonly run: (goOn: boolean) => void;
}

/** Puts an editor in a box. Tab leaves it, as on any page; Shift+Enter runs. */
export function createEditor({ parent, source, label, changed, run }: EditorOptions): EditorView {
  const running = (goOn: boolean) => () => {
    run(goOn);
    return true;
  };
  return new EditorView({
    parent,
    doc: source,
    extensions: [
      Prec.highest(keymap.of([{ key: 'Shift-Enter', run: running(true) }, { key: 'Mod-Enter', run: running(false) }])),
      minimalSetup, bracketMatching(), indentUnit.of('  '), javascript({ typescript: true }), syntaxHighlighting(classHighlighter),
      EditorView.contentAttributes.of({ 'aria-label': label }),
      EditorView.updateListener.of((update) => { if (update.docChanged) changed(update.state.doc.toString()); }),
    ],
  });
}
