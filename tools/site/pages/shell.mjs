// @ts-check
import { escaped } from './highlight.mjs';

/**
 * @typedef {object} Page
 * @property {string} address relative to the site, such as notebooks/00-start-here.html
 * @property {string} title
 * @property {string} html of its content
 * @property {string} [notebook] the .ipynb behind it, relative to the page
 */

/** What only works with scripts, which show it. */
const TOOLS = `<div class="tools" role="group" aria-label="Notebook" hidden>
<button type="button" name="all">▶ Run all</button>
<button type="button" name="stop" disabled>■ Stop</button>
<button type="button" name="over">↺ Start over</button>
<button type="button" name="save" title="Save the notebook with your edits, as .ipynb">⤓ Save</button>
<span role="status"></span>
</div>`;

/**
 * Sets a page's content into what all pages have: links to the others, before and behind it.
 * @param {Page} page
 * @param {readonly Pick<Page, 'address' | 'title'>[]} notebooks in order
 */
export function shell(page, notebooks) {
  const up = page.address.includes('/') ? '../' : '';
  const link = (/** @type {string} */ address, /** @type {string} */ text, more = '') =>
    `<a href="${up}${address}"${address === page.address ? ' aria-current="page"' : ''}${more}>${escaped(text)}</a>`;
  const list = notebooks.map(({ address, title }) => `<li>${link(address, title)}</li>`).join('');
  const at = notebooks.findIndex(({ address }) => address === page.address);
  const [before, after] = [notebooks[at - 1], at < 0 ? undefined : notebooks[at + 1]];
  return `<a class="skip" href="#content">Skip to the text</a>
<header class="top">
<nav aria-label="Site">
${link('index.html', 'MDGL')} ${link('verify.html', 'Verify')} ${link('readme.html', 'README')} ${link('teaching.html', 'Teaching')}
${link('api/index.html', 'API')}
<details class="list"><summary>Notebooks</summary><ol>${list}</ol></details>
</nav>
</header>
<main id="content"${page.notebook ? ` data-notebook="${escaped(page.notebook)}"` : ''}>
${page.notebook ? TOOLS : ''}
${page.html}
</main>
<footer>
<nav aria-label="Next">
${before ? link(before.address, `← ${before.title}`, ' rel="prev"') : ''}
${after ? link(after.address, `${after.title} →`, ' rel="next"') : ''}
${page.notebook ? `<a href="${escaped(page.notebook)}" download>The notebook's file, ${escaped(page.notebook)}</a>` : ''}
</nav>
</footer>`;
}
