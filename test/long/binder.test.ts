import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { kernelFile } from '../../tools/lib/kernelspec.mjs';
import { IS_WINDOWS, pythonIn, ROOT } from '../../tools/lib/project.mjs';
import { findPython } from '../../tools/lib/python.mjs';

const folder = mkdtempSync(join(tmpdir(), 'mdgl-binder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }), 120_000);

/** Binder is Linux; its script is a shell's. */
describe.skipIf(IS_WINDOWS)('.binder/postBuild in a fresh clone', () => {
  const clone = join(folder, 'clone');
  const environment = join(folder, 'python');
  const python = pythonIn(environment);
  const env = {
    ...process.env,
    PATH: [dirname(python), dirname(process.execPath), process.env.PATH].join(delimiter),
    npm_execpath: undefined,
    JUPYTER_PREFER_ENV_PATH: '1',
  };
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { cwd: clone, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  it('registers the kernel in the Python that starts JupyterLab', () => {
    execFileSync('git', ['clone', '--quiet', ROOT, clone]);
    execFileSync(findPython().command[0], ['-m', 'venv', environment]);
    run(join(clone, '.binder', 'postBuild'));
    const { argv } = JSON.parse(readFileSync(kernelFile(environment), 'utf8'));
    expect(argv.slice(0, 2).map((path: string) => [path, existsSync(path)])).toEqual([
      [expect.any(String), true],
      [join(clone, 'node_modules', 'tslab', 'bin', 'tslab'), true],
    ]);
    expect(Object.keys(JSON.parse(run(python, '-m', 'jupyter', 'kernelspec', 'list', '--json')).kernelspecs)).toContain('tslab');
    expect(existsSync(join(clone, '.venv'))).toBe(false);
    expect(run('git', 'status', '--short')).toBe('');
  });

  it('and a notebook runs there', () => {
    const out = join(folder, 'out.ipynb');
    execFileSync(python, [join(clone, 'tools', 'execute.py'), '00-start-here.ipynb', out, '120'], {
      cwd: join(clone, 'notebooks'),
      env,
      encoding: 'utf8',
    });
    const { cells } = JSON.parse(readFileSync(out, 'utf8'));
    expect(
      cells
        .filter(({ cell_type }: { cell_type: string }) => cell_type === 'code')
        .every(({ execution_count }: { execution_count: number | null }) => execution_count !== null)
    ).toBe(true);
  });
});
