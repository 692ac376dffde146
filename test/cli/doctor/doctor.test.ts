import { describe, expect, it } from 'vitest';
import { findings, isHealthy } from '../../../src/cli/doctor';
import type { Facts, NotebookFacts } from '../../../src/cli/doctor/facts';

const notebooks: NotebookFacts = {
  python: { found: '3.12.1 (/usr/bin/python3), with venv' },
  environment: { exists: true, complete: true, jupyterlab: '4.6.6' },
  kernel: { registered: true, lost: [] },
  browser: '/usr/bin/firefox',
};
const well: Facts = {
  platform: 'linux', node: '22.11.0', simd: true, threads: true, root: '/clone', plugAndPlay: false,
  freeDiskBytes: 50e9, freeMemoryBytes: 8e9, memoryBytes: 16e9, notebooks,
};
const inNotebooks = (changes: Partial<NotebookFacts>): Partial<Facts> => ({ notebooks: { ...notebooks, ...changes } });
const about = (what: string, changes: Partial<Facts>) => {
  const all = findings({ ...well, ...changes });
  return { ...all.find((finding) => finding.what === what), healthy: isHealthy(all) };
};

describe('doctor', () => {
  it('finds nothing missing on a machine that has all', () => {
    expect(findings(well).filter(({ status }) => status === 'missing')).toEqual([]);
    expect(isHealthy(findings(well))).toBe(true);
  });

  const ill: [what: string, changes: Partial<Facts>, found: RegExp, mend: RegExp][] = [
    ['Node', { node: '18.20.0' }, /^18\.20\.0; tried are 20, 22, 24, 26 and newer$/, /^install Node 24 from nodejs\.org/],
    ['Node', { node: '25.1.0' }, /^25\.1\.0; tried/, /^install Node 24/],
    ['WebAssembly', { simd: false }, /^no SIMD$/, /--engine reference/],
    ['WebAssembly', { simd: false, threads: false }, /^no SIMD and threads$/, /--engine reference/],
    ['WebAssembly', { kernelProblem: 'ENOENT: kernel.wasm; more' }, /ENOENT: kernel\.wasm\)$/, /^npm run build$/],
    [
      'WebAssembly',
      { kernelProblem: 'ENOENT: kernel.wasm', notebooks: undefined },
      /ENOENT/,
      /^remove node_modules\/mdgl, then npm install$/,
    ],
    ['disk', { freeDiskBytes: 5e7 }, /^0\.1 GB free at \/clone$/, /free 100 MB/],
    ['memory', { freeMemoryBytes: 1e8 }, /16\.0 GB, 0\.1 GB free/, /close other programs/],
  ];
  it.each(ill)('%s %j: something that the figure needs is missing', (what, changes, found, mend) => {
    const { status, healthy, ...finding } = about(what, changes);
    expect({ status, healthy }).toEqual({ status: 'missing', healthy: false });
    expect(finding.found).toMatch(found);
    expect(finding.mend).toMatch(mend);
  });

  const withoutNotebooks: typeof ill = [
    [
      'Python',
      inNotebooks({ python: { problem: 'the notebooks need Python 3.10 or newer, none was found; install it: brew install python' } }),
      /none was found$/,
      /^install it: brew/,
    ],
    ['JupyterLab', inNotebooks({ environment: { exists: false, complete: false } }), /^no \.venv yet$/, /npm run lab/],
    [
      'JupyterLab',
      inNotebooks({ environment: { exists: true, complete: false, jupyterlab: '4.5.0' } }),
      /out of date or unfinished \(JupyterLab 4\.5\.0\)/,
      /npm run lab/,
    ],
    ['tslab kernel', inNotebooks({ kernel: { registered: false, lost: [] } }), /^not registered$/, /npm run lab/],
    ['tslab kernel', inNotebooks({ kernel: { registered: true, lost: ['/old/node'] } }), /\/old\/node, which is gone/, /npm run lab/],
    ['packages', { plugAndPlay: true }, /Plug'n'Play/, /use npm/],
  ];
  it.each(withoutNotebooks)('%s %j: something is missing for the notebooks only', (what, changes, found, mend) => {
    const { status, healthy, onlyFor, ...finding } = about(what, changes);
    expect({ status, healthy, onlyFor }).toEqual({ status: 'missing', healthy: true, onlyFor: 'notebooks' });
    expect(finding.found).toMatch(found);
    expect(finding.mend).toMatch(mend);
  });

  const notes: [what: string, changes: Partial<Facts>][] = [
    ['Node', { node: '20.20.2' }],
    ['browser', inNotebooks({ browser: undefined })],
    ['disk', { freeDiskBytes: 1e9 }],
    ['memory', { freeMemoryBytes: 0.5e9 }],
    ['drive', { platform: 'win32', root: 'D:\\mdgl' }],
    ['notebooks', { notebooks: undefined }],
  ];
  it.each(notes)('%s %j is only noted', (what, changes) => {
    expect(about(what, changes)).toMatchObject({ status: 'note', healthy: true, mend: expect.any(String) });
  });

  it('takes Node 22, 24, 26 and newer without a word', () => {
    for (const node of ['22.11.0', '24.21.0', '26.12.1', '28.0.0']) {
      expect(about('Node', { node })).toEqual({ what: 'Node', status: 'ok', found: node, healthy: true });
    }
  });

  it('says of Node 20 that it works and gets no more fixes', () => {
    expect(about('Node', { node: '20.20.2' }).found).toBe('20.20.2, which works, but gets no more security fixes since April 2026');
  });

  it('speaks of Windows on Windows alone', () => {
    expect(about('drive', {}).status).toBeUndefined();
    expect(about('drive', { platform: 'win32', root: 'C:\\mdgl' }).status).toBeUndefined();
  });

  it('counts all memory on macOS, which calls little of it free', () => {
    expect(about('memory', { platform: 'darwin', freeMemoryBytes: 1e8 })).toMatchObject({ status: 'ok', healthy: true });
  });

  it('says in one line how to mend whatever is missing', () => {
    for (const [, changes] of [...ill, ...withoutNotebooks]) {
      for (const { status, found, mend } of findings({ ...well, ...changes })) {
        if (status === 'missing') expect(mend).toMatch(/^[^\n]+$/);
        expect(found).toMatch(/^[^\n]+$/);
      }
    }
  });
});
