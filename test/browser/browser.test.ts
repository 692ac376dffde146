import { join } from 'node:path';
import { createContext, runInContext, type Context } from 'node:vm';
import * as mdgl from 'mdgl';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import * as portable from '../../src/portable';
import { table } from './page/table';

describe('mdgl/browser', () => {
  it('has all that mdgl has but what needs files', () => {
    expect(Object.keys(mdgl).filter((name) => !(name in portable)).sort()).toEqual([
      // cases, runs and figures in files
      'casesIn', 'drawAlignment', 'drawTypes', 'drawFigure3c', 'drawRecording', 'publishedFor', 'readCase', 'readKnockoutStudy',
      'readNetworkCase', 'readPublished', 'readStoredRuns', 'readAlignment', 'readTypes', 'readWeights', 'renderPng', 'replay', 'verify',
      'writeZarr',
      // outputs of a notebook's kernel, with pictures as PNG
      'liveCurves', 'show',
    ].sort());
  });
});

describe('a page that imports mdgl/browser', () => {
  const warnings: string[] = [];
  let bundle: Rolldown.OutputChunk;
  let worker: Context;

  beforeAll(async () => {
    const [output] = await build({
      configFile: false,
      root: join(__dirname, 'page'),
      logLevel: 'silent',
      build: {
        write: false,
        minify: false,
        lib: { entry: 'page.ts', formats: ['iife'], name: 'page' },
        rolldownOptions: { onLog: (_, { message }) => warnings.push(message) },
      },
    }) as Rolldown.RolldownOutput[];
    [bundle] = output!.output;
    // What a web worker has beside the language, and no more.
    worker = createContext({ MessageChannel, atob, TextDecoder, performance, queueMicrotask, console });
    runInContext('delete globalThis.SharedArrayBuffer', worker);
    runInContext(bundle.code, worker);
  });

  it('is bundled in one piece, without a module of Node or a stand-in for one, and the bundler has nothing to say', () => {
    expect(bundle.moduleIds.filter((file) => /browser-external|[\\/]dist[\\/]node[\\/]/.test(file))).toEqual([]);
    expect(bundle.moduleIds.length).toBeGreaterThan(100);
    expect(bundle.imports).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('finds nothing of Node, and no memory that is shared', () => {
    const names = ['process', 'Buffer', 'require', 'setImmediate', 'SharedArrayBuffer', 'document'];
    expect(names.filter((name) => runInContext(`typeof ${name}`, worker) !== 'undefined')).toEqual([]);
  });

  it.each(['bptt', 'e-prop', 'mdgl'])('trains by %s to the digits of Node', async (rule) => {
    const expected = await table(mdgl, rule);
    expect(new Set(expected.split('\n')).size).toBeGreaterThan(21);
    expect(await runInContext(`page.tableOf('${rule}')`, worker)).toBe(expected);
  });
});
