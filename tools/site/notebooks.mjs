// @ts-check
/** The pages that are there to be read: each notebook, README and TEACHING, whole in their HTML. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { NOTEBOOKS, ROOT } from '../lib/project.mjs';
import { remove } from '../lib/remove.mjs';
import { notebooksIn, readNotebook } from '../notebooks/notebook.mjs';
import { copyFormulaStyle } from './pages/formulas.mjs';
import { escaped } from './pages/highlight.mjs';
import { renderMarkdown, titleOf } from './pages/markdown.mjs';
import { notebookBody } from './pages/notebook-body.mjs';
import { shell } from './pages/shell.mjs';

/**
 * Writes notebooks/NAME.html, readme.html and teaching.html, with the .ipynb files and the pictures in them.
 * @param {string} site folder in which vite has built notebooks/template.html, which is used up
 */
export function buildNotebookPages(site) {
  const folder = join(site, 'notebooks');
  const template = readFileSync(join(folder, 'template.html'), 'utf8')
    .replace('</head>', '<link rel="stylesheet" href="katex/katex.css">\n</head>');
  const source = repository();
  mkdirSync(join(folder, 'pictures'), { recursive: true });
  const notebooks = notebooksIn(NOTEBOOKS).map((file) => {
    const notebook = readNotebook(file);
    const { html, pictures } = notebookBody(notebook, source);
    for (const { name, bytes } of pictures) writeFileSync(join(folder, 'pictures', name), bytes);
    cpSync(file, join(folder, notebook.name));
    const address = `notebooks/${basename(file, '.ipynb')}.html`;
    return { address, title: titleOf(notebook.cells[0].source), html, notebook: notebook.name };
  });
  const texts = [['README.md', 'readme.html'], ['notebooks/TEACHING.md', 'teaching.html']].map(([file, address]) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const html = renderMarkdown(text, { file, source });
    const title = titleOf(text);
    // README begins with its figure.
    return title ? { address, title, html } : { address, title: 'mdgl', html: `<h1 class="visually-hidden">mdgl</h1>\n${html}` };
  });
  for (const page of [...notebooks, ...texts]) {
    const own = page.address.includes('/') ? template : fromRoot(template);
    writeFileSync(join(site, page.address), fill(own, { TITLE: escaped(page.title), BODY: shell(page, notebooks) }));
  }
  cpSync(join(ROOT, 'figures'), join(site, 'figures'), { recursive: true });
  copyFormulaStyle(join(folder, 'katex'));
  remove(join(folder, 'template.html'));
}

/** Address of the repository on the web, if the package names one. @returns {string | undefined} */
function repository() {
  const { repository: named } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return (named?.url ?? named)?.replace(/^git\+|\.git$/g, '');
}

/** Makes what a page in notebooks/ links to be found from the root. @param {string} html */
function fromRoot(html) {
  return html.replace(/(href|src)="\.\.\//g, '$1="./').replace('href="katex/', 'href="notebooks/katex/');
}

/** @param {string} template @param {Record<string, string>} contents by the name between % and % */
function fill(template, contents) {
  return template.replace(/%(TITLE|BODY)%/g, (_, name) => contents[name]);
}
