// @ts-check
import { basename } from 'node:path';
import { codeCells } from '../../notebooks/notebook.mjs';
import { escaped, highlighted } from './highlight.mjs';
import { renderMarkdown } from './markdown.mjs';
import { renderOutputs } from './outputs.mjs';

/**
 * Renders the cells of a notebook, to be read as they are; the page's script brings those of code to life.
 * @param {import('../../notebooks/notebook.mjs').Notebook} notebook
 * @param {string} [source] the repository's address on the web
 */
export function notebookBody(notebook, source) {
  const name = basename(notebook.name, '.ipynb');
  const count = codeCells(notebook).length;
  const rendered = notebook.cells.map((cell, index) => {
    if (cell.cell_type !== 'code') {
      return { html: renderMarkdown(cell.source, { file: `notebooks/${notebook.name}`, source }), pictures: [] };
    }
    const { html, pictures } = renderOutputs(cell.outputs, `${name}-${index + 1}`);
    const at = notebook.cells.slice(0, index + 1).filter(({ cell_type }) => cell_type === 'code').length;
    const id = /** @type {{ id?: string }} */ (cell).id ?? `cell-${index + 1}`;
    return {
      pictures,
      html: `<div class="code-cell" id="${escaped(id)}" role="group" aria-label="Code ${at} of ${count}">
<pre class="source" tabindex="0" aria-label="Code"><code>${highlighted(cell.source, 'ts')}</code></pre>
<div class="outputs" role="group" aria-label="Output of code ${at}">${html}</div>
</div>`,
    };
  });
  return { html: rendered.map(({ html }) => html).join('\n'), pictures: rendered.flatMap(({ pictures }) => pictures) };
}
