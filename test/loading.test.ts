import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder } from './support/golden';

const ROOT = join(__dirname, '..');
const CLI = join('dist', 'cli.js');
const DRAWING = ['@resvg/resvg-js', 'fontkit', 'pdfkit', 'svg-to-pdfkit', 'vega', 'vega-lite'];

/** Addresses of the modules that a program of Node loads, CommonJS and ES alike: Node itself lists them for its coverage. */
function modulesOf(...program: string[]): string[] {
  const folder = newFolder();
  const env = { ...process.env, NODE_V8_COVERAGE: folder };
  execFileSync(process.execPath, program, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'], env });
  const scripts: { url: string }[] = readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')).result);
  return [...new Set(scripts.map(({ url }) => url))].filter((url) => url.startsWith('file:'));
}

/** Libraries for drawing among modules. */
const drawingIn = (modules: readonly string[]) => DRAWING.filter((name) => modules.some((url) => url.includes(`/node_modules/${name}/`)));

describe('what is loaded', () => {
  it('for mdgl --version is less than 60 modules', () => {
    const modules = modulesOf(CLI, '--version');
    expect(modules.length).toBeLessThan(60);
    expect(modules.some((url) => url.endsWith('/dist/cli/main.js'))).toBe(true);
  });

  it('for training has no library that draws', () => {
    const program = `
      const { ruleOf, settings, train } = require('./dist/index.js');
      train({ settings: settings('tiny', { training: { iterations: 1 } }), rule: ruleOf('mdgl'), seed: 1 });`;
    const options = '--rule mdgl --seed 1 --preset tiny --iterations 1 --out'.split(' ');
    for (const modules of [modulesOf('-e', program), modulesOf(CLI, 'train', ...options, join(newFolder(), 'mdgl.csv'))]) {
      expect(modules.some((url) => url.endsWith('/dist/core/training/train.js'))).toBe(true);
      expect(drawingIn(modules)).toEqual([]);
    }
  });

  it('for a picture has them all', () => {
    const program = `
      const { renderPng, renderSvg } = require('./dist/index.js');
      const { renderPdf } = require('./dist/node/render/pdf.js');
      const spec = { data: { values: [{ x: 1 }] }, mark: 'bar', encoding: { x: { field: 'x', type: 'quantitative' } } };
      renderSvg(spec).then((svg) => Promise.all([renderPng(svg, 50), renderPdf(svg, 50, 'a bar')]));`;
    expect(drawingIn(modulesOf('-e', program))).toEqual(DRAWING);
  });
});
