// @ts-check
import { basename, posix } from 'node:path';
import katex from '@vscode/markdown-it-katex';
import MarkdownIt from 'markdown-it';
import { NOTEBOOKS } from '../../lib/project.mjs';
import { notebooksIn } from '../../notebooks/notebook.mjs';
import { escaped, highlighted } from './highlight.mjs';
import { rewritten } from './links.mjs';

/** @typedef {{ file: string, source?: string }} Where a text stands: its file in the repository, and the repository's address on the web */

/** Renders Markdown with formulas as HTML for a page of the site. @param {string} text @param {Where} where */
export function renderMarkdown(text, where) {
  const html = MARKDOWN.render(text, /** @type {any} */ (where));
  // A wide formula scrolls in its box, also by keyboard.
  return html.replaceAll('<span class="katex-display">', '<span class="katex-display" tabindex="0" role="group" aria-label="Formula">');
}

/** The first heading, as plain text. @param {string} text */
export function titleOf(text) {
  return (/^# (.*)/.exec(text)?.[1] ?? '').replace(/[*`]|\]\([^)]*\)|\[/g, '');
}

const MARKDOWN = new MarkdownIt({ html: true });
// By its types a function, for whoever loads it as CommonJS a module.
MARKDOWN.use(/** @type {any} */ (katex).default ?? katex, { throwOnError: true });

/** Notebooks by the two digits that texts call them by. */
const NUMBERED = new Map(notebooksIn(NOTEBOOKS).map((file) => [basename(file).slice(0, 2), `/notebooks/${basename(file)}`]));

/** @type {Record<string, import('markdown-it').RendererRule>} */
const RULES = {
  fence(tokens, at) {
    const { content, info } = tokens[at];
    return `<pre class="fence" tabindex="0"><code>${highlighted(content.replace(/\n$/, ''), info.trim().split(' ')[0])}</code></pre>\n`;
  },
  // A wide table scrolls in a box of its own.
  table_open: () => '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>\n',
  table_close: () => '</table></div>\n',
  heading_open(tokens, at, options, _, self) {
    tokens[at].attrSet('id', idOf(tokens[at + 1].content));
    return self.renderToken(tokens, at, options);
  },
  link_open(tokens, at, options, env, self) {
    const { file, source } = /** @type {Where} */ (env);
    const href = rewritten(String(tokens[at].attrGet('href')), file, source);
    tokens[at].meta = { leftOut: !href };
    if (!href) return '';
    tokens[at].attrSet('href', href);
    return self.renderToken(tokens, at, options);
  },
  link_close(tokens, at, options, _, self) {
    const open = tokens.slice(0, at).filter(({ type }) => type === 'link_open').at(-1);
    return open?.meta?.leftOut ? '' : self.renderToken(tokens, at, options);
  },
  // "notebook 05" leads there.
  text(tokens, at, _options, env) {
    const { file } = /** @type {Where} */ (env);
    const text = escaped(tokens[at].content);
    const links = tokens.slice(0, at).reduce((open, { type, nesting }) => type.startsWith('link_') ? open + nesting : open, 0);
    return links > 0 ? text : text.replace(/\bnotebook (\d\d)\b/g, (words, number) => {
      const href = NUMBERED.has(number) && rewritten(posix.relative(posix.dirname(`/${file}`), NUMBERED.get(number) ?? ''), file);
      return href ? `<a href="${href}">${words}</a>` : words;
    });
  },
  image(tokens, at, _options, env) {
    const { file } = /** @type {Where} */ (env);
    const source = rewritten(String(tokens[at].attrGet('src')), file) ?? '';
    return `<img src="${escaped(source)}" alt="${escaped(tokens[at].content)}" loading="lazy">`;
  },
};
Object.assign(MARKDOWN.renderer.rules, RULES);

/** Names a heading as GitHub does. @param {string} heading */
function idOf(heading) {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-');
}
