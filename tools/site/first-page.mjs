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
  const mdgl = createRequire(import.meta.url)(join(ROOT, 'dist', 'index.js'));
  const { module } = await runnerImport(join(ROOT, 'site-src', 'page', 'figure.ts'), {
    configFile: false, logLevel: 'error', resolve: { alias: { 'mdgl/browser': join(ROOT, 'src', 'browser.ts') } },
  });
  const runs = mdgl.readStoredRuns(join(ROOT, 'data', 'figure3c'));
  const drawn = mdgl.drawnNumbers(runs, mdgl.readPublished());
  const labels = Object.fromEntries(Object.entries(mdgl.ruleStyles).map(([id, { label }]) => [id, label]));
  const iterations = mdgl.presets.figure3c.training.iterations;
  const final = mdgl.finalStatistics(runs, mdgl.finalWindow(runs));
  /** @type {Record<string, string>} */
  const parts = {};
  for (const metric of module.metrics) parts[`${metric}Panel`] = module.storedPanel(drawn, metric, iterations, labels);
  for (const { rule, loss, accuracy } of final) {
    const name = rule.replace('-', '');
    parts[`${name}Loss`] = loss.mean.toFixed(2);
    parts[`${name}Accuracy`] = `${Math.round(100 * accuracy.mean)} %`;
  }
  return parts;
}
