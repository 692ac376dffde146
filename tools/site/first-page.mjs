// @ts-check
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { ROOT } from '../lib/project.mjs';

/**
 * Writes the stored Figure 3C and its numbers into the first page, so that they are there before any script is.
 * @returns {import('vite').Plugin}
 */
export function firstPage() {
  return {
    name: 'first-page',
    transformIndexHtml: {
      order: 'pre',
      async handler(html, { filename }) {
        if (filename !== join(ROOT, 'site-src', 'index.html')) return html;
        const parts = await storedFigure();
        return html.replace(/\{\{(\w+)\}\}/g, (_, name) => {
          if (!(name in parts)) throw new Error(`index.html asks for ${name}, which is none of ${Object.keys(parts).join(', ')}`);
          return parts[name];
        });
      },
    },
  };
}

/** @returns {Promise<Record<string, string>>} */
async function storedFigure() {
  /** @type {typeof import('mdgl')} */
  const mdgl = createRequire(import.meta.url)(join(ROOT, 'dist', 'index.js'));
  const { storedPanel } = await sourceOf('figure.ts');
  const { legendRow } = await sourceOf('legend.ts');
  const runs = mdgl.readStoredRuns(join(ROOT, 'data', 'figure3c'));
  const drawn = mdgl.drawnNumbers(runs, mdgl.readPublished());
  const labels = Object.fromEntries(Object.entries(mdgl.ruleStyles).map(([id, { label }]) => [id, label]));
  const { iterations } = mdgl.presets.figure3c.training;
  const final = mdgl.finalStatistics(runs, mdgl.finalWindow(runs));
  return {
    ...Object.fromEntries(['loss', 'accuracy'].map((metric) => [`${metric}Panel`, storedPanel(drawn, metric, iterations, labels)])),
    ...Object.fromEntries(final.map(({ rule, loss }) => [`${rule.replace('-', '')}Loss`, loss.mean.toFixed(2)])),
    finalRows: [...final].reverse().map(({ rule, loss, accuracy }) =>
      legendRow(`rule-${rule}`, labels[rule], loss.mean, accuracy?.mean)).join(''),
  };
}

/** Loads what the page draws with. @param {string} name @returns {Promise<any>} */
async function sourceOf(name) {
  const { module } = await runnerImport(join(ROOT, 'site-src', 'page', name), {
    configFile: false, logLevel: 'error',
  });
  return module;
}
