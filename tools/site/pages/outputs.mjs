// @ts-check
import { joined, VEGA } from '../../notebooks/notebook.mjs';
import { escaped } from './highlight.mjs';

/**
 * @typedef {import('../../notebooks/notebook.mjs').Output} Output
 * @typedef {{ name: string, bytes: Buffer }} Picture
 */

/**
 * Renders what a cell put out when it was stored.
 * @param {readonly Output[]} outputs
 * @param {string} name begins the names of its pictures' files
 * @returns {{ html: string, pictures: Picture[] }}
 */
export function renderOutputs(outputs, name) {
  /** @type {Picture[]} */
  const pictures = [];
  const html = outputs.map((output) => {
    if (output.output_type === 'stream') return text(/** @type {string} */ (output.name), joined(output.text));
    if (output.output_type === 'error') return text('error', `${output.ename}: ${output.evalue}`);
    const data = output.data ?? {};
    if ('image/png' in data) {
      const file = `${name}-${pictures.length + 1}.png`;
      const bytes = Buffer.from(content(data, 'image/png'), 'base64');
      pictures.push({ name: file, bytes });
      return picture(file, output, bytes.length);
    }
    if ('text/html' in data) return `<div class="scroll" tabindex="0" role="group" aria-label="Output">${content(data, 'text/html')}</div>`;
    return text('stdout', content(data, 'text/plain'));
  });
  return { html: html.join('\n'), pictures };
}

/** @param {Record<string, unknown>} data @param {string} type */
function content(data, type) {
  return joined(/** @type {string | string[]} */ (data[type]));
}

/** @param {string} kind @param {string} shown */
function text(kind, shown) {
  return `<pre class="${kind}" tabindex="0">${escaped(shown.replace(/\n$/, ''))}</pre>`;
}

/** @param {string} file @param {Output & { metadata?: Record<string, { width: number, height: number }> }} output @param {number} bytes */
function picture(file, { data = {}, metadata = {} }, bytes) {
  const spec = /** @type {{ description?: string } | undefined} */ (data[VEGA]);
  const { width, height } = metadata['image/png'] ?? {};
  const size = width ? ` width="${width}" height="${height}"` : '';
  const alt = spec?.description ?? ('text/plain' in data ? content(data, 'text/plain') : '');
  return `<div class="chart" tabindex="0" role="group" aria-label="Chart"><img src="pictures/${file}" alt="${escaped(alt)}"${size}`
    + `${bytes > 0 ? ' loading="lazy"' : ''}></div>`;
}
