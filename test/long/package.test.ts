import { execFileSync, execSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TSC } from '../../tools/lib/build.mjs';
import { ROOT } from '../../tools/lib/project.mjs';

/** TypeScript 5.0, which knows no "exports". */
const TSLAB_TSC = join(ROOT, 'node_modules', '@tslab', 'typescript-for-tslab', 'bin', 'tsc');

const folder = mkdtempSync(join(tmpdir(), 'mdgl-package-'));
const project = join(folder, 'project');
const installed = join(project, 'node_modules', 'mdgl');
afterAll(() => rmSync(folder, { recursive: true, force: true }), 120_000);

/** Without what an npm around these tests has set. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
const npm = (args: string, cwd = project) =>
  execSync(`npm ${args} --no-audit --no-fund --prefer-offline`, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const node = (...args: string[]) =>
  execFileSync(process.execPath, args, { cwd: project, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
/** `mdgl …` as a shell finds it there. */
const mdgl = (args: string) =>
  execSync(`"${join(project, 'node_modules', '.bin', 'mdgl')}" ${args}`, {
    cwd: project,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const filesIn = (place: string) => readdirSync(place, { recursive: true, encoding: 'utf8' }).sort();
const stateOf = (place: string) => filesIn(place).map((file) => [file, statSync(join(place, file)).mtimeMs]);

/** Trains with two threads, and says the losses. */
const PROGRAM = `
  const engine = createEngine('wasm', { workers: 2 });
  const short = settings('tiny', { training: { iterations: 5, validateEvery: 1 } });
  const losses = [];
  for await (const { loss } of train({ settings: short, rule: ruleOf('mdgl'), seed: 1 }, engine)) losses.push(loss);
  await engine.close();
  console.log(JSON.stringify(losses));`;
const NAMES = 'createEngine, ruleOf, settings, train';

/** What a strict program may say about the library, with an entry in place of ENTRY. */
const TYPED = `
import { createEngine, ruleOf, settings, train, type Rule } from 'mdgl';
import { tf, useBackend, type BackendName } from 'ENTRY';

const rule: Rule = { ...ruleOf('mdgl'), id: 'mine' };
export async function losses(): Promise<number[]> {
  const found: number[] = [];
  for await (const { loss } of train({ settings: settings('tiny'), rule, seed: 1 }, createEngine('wasm', { workers: 2 }))) found.push(loss);
  const backend: BackendName = await useBackend();
  return [...found, tf.scalar(backend.length).dataSync()[0]];
}
`;

/** The same on a page. */
const PAGE = `
import { interrupt, ruleOf, settings, train, type Rule } from 'mdgl/browser';

const rule: Rule = { ...ruleOf('mdgl'), id: 'mine' };
export async function losses(): Promise<number[]> {
  const found: number[] = [];
  for await (const { loss } of train({ settings: settings('tiny'), rule, seed: 1 })) found.push(loss);
  interrupt();
  return found;
}
`;

/** The names of the entry for TensorFlow.js. */
const ENTRIES = ['mdgl/tensorflow', 'mdgl/dist/tensorflow', 'mdgl/dist/tensorflow/index.js'];

/** What the compiler has against programs of the project, a line each. */
function typeErrors(tsc: string, module: string, resolution: string, files: readonly string[]): string[] {
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', module, '--moduleResolution', resolution];
  try {
    return node(tsc, ...options, ...files).split('\n');
  } catch (error) {
    return (error as { stdout: string }).stdout.split('\n');
  }
}

beforeAll(() => {
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "name": "project", "version": "1.0.0", "private": true }\n');
  // dist as it is: a build would change it under other tests
  npm(`pack --ignore-scripts --pack-destination "${folder}"`, ROOT);
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  npm(`install "${join(folder, tarball)}"`);
});

describe('the packed package in an empty project', () => {
  it('holds the library, the data, and what a package must say of itself', () => {
    expect(readdirSync(installed).sort()).toEqual(['CITATION.cff', 'LICENSE', 'README.md', 'data', 'dist', 'package.json']);
    expect(filesIn(join(installed, 'data'))).toEqual(filesIn(join(ROOT, 'data')).filter((file) => !/^fresh/.test(file)));
    expect(existsSync(join(installed, 'dist', 'core', 'engine', 'kernel.wasm'))).toBe(true);
  });

  it('brings neither itself once more, nor a plotting server, nor a compiler', () => {
    const there = ['mdgl/node_modules/mdgl', 'nodeplotlib', 'assemblyscript', 'tslab', 'vitest'].filter((name) =>
      existsSync(join(project, 'node_modules', name))
    );
    expect(there).toEqual([]);
  });

  it('trains by require and by import as it does in a clone', () => {
    const require = (of: string) => `const { ${NAMES} } = require(${JSON.stringify(of)}); (async () => {${PROGRAM}})();`;
    const expected = execFileSync(process.execPath, ['-e', require(join(ROOT, 'dist'))], { encoding: 'utf8' });
    const losses: number[] = JSON.parse(expected);
    expect(losses.length).toBeGreaterThanOrEqual(5);
    expect(new Set(losses).size).toBe(losses.length);
    expect(node('-e', require('mdgl'))).toBe(expected);
    expect(node('--input-type=module', '-e', `import { ${NAMES} } from 'mdgl';${PROGRAM}`)).toBe(expected);
  });

  it('has its entry for TensorFlow.js for require and import', () => {
    const said = 'useBackend().then((backend) => console.log(backend, tf.add(1, 2).dataSync()[0]));';
    for (const entry of ENTRIES) {
      expect(node('-e', `const { tf, useBackend } = require('${entry}'); ${said}`)).toBe('wasm 3\n');
      expect(node('--input-type=module', '-e', `import { tf, useBackend } from '${entry}'; ${said}`)).toBe('wasm 3\n');
    }
  });

  it('has its command line and its package.json among the entries', () => {
    expect(node('-p', "require('mdgl/package.json').version")).toMatch(/^\d+\.\d+\.\d+$/m);
    expect(node(join(installed, 'dist', 'cli.js'), '--version')).toMatch(/^\d+\.\d+\.\d+$/m);
    expect(node('-p', "require.resolve('mdgl/dist/cli.js')").trim()).toBe(join(installed, 'dist', 'cli.js'));
  });

  it.each([
    ['node16', { module: 'node16', extensions: ['cts', 'mts'], tsc: TSC }],
    ['nodenext', { module: 'nodenext', extensions: ['cts', 'mts'], tsc: TSC }],
    ['bundler', { module: 'esnext', extensions: ['ts'], tsc: TSC }],
    ['node10', { module: 'esnext', extensions: ['ts'], tsc: TSLAB_TSC }],
  ])('has types for TypeScript under moduleResolution %s, which find mistakes', (resolution, { module, extensions, tsc }) => {
    const [typed, ...others] = ENTRIES.map((entry) => TYPED.replace('ENTRY', entry));
    const texts = [
      [typed!], [PAGE], ...others.map((text) => [text]),
      [typed!.replace('seed: 1', "seed: '1'"), "Type 'string' is not assignable to type 'number'"],
      [typed!.replace('backend.length', 'backend.depth'), "Property 'depth' does not exist"],
      [PAGE.replace('seed: 1', "seed: '1'"), "Type 'string' is not assignable to type 'number'"],
    ];
    const programs = extensions.flatMap((extension) =>
      texts.map(([text, mistake], n) => ({ file: `program${n}.${extension}`, text: text!, mistake })));
    for (const { file, text } of programs) writeFileSync(join(project, file), text);
    const complaints = typeErrors(tsc, module, resolution, programs.map(({ file }) => file)).filter((line) => line.includes('error TS'));
    expect(complaints.length).toBe(programs.filter(({ mistake }) => mistake).length);
    for (const { file, mistake } of programs) {
      expect(complaints.filter((line) => line.startsWith(file)), file).toEqual(mistake ? [expect.stringContaining(mistake)] : []);
    }
  });

  it('writes into the current folder and leaves itself as it is', () => {
    const before = stateOf(installed);
    expect(mdgl('figure3c')).toMatch(/^mdgl +5 +0\.\d+/m);
    mdgl('alignment');
    mdgl('knockout --draw');
    mdgl('figure3c --fresh --preset tiny --rules mdgl --runs 1 --iterations 3');
    expect(filesIn(join(project, 'figures'))).toEqual(
      expect.arrayContaining(['figure3c.csv', 'figure3c.svg', 'alignment.svg', 'knockout.svg'])
    );
    expect(filesIn(join(project, 'data', 'fresh'))).toEqual(expect.arrayContaining(['figure3c.svg', 'manifest.json', 'runs.csv']));
    expect(stateOf(installed)).toEqual(before);
  });

  it('works, says its doctor, and advises nothing that it lacks', () => {
    const said = mdgl('doctor');
    expect(said).toMatch(/^– notebooks +not in this package: they come with a clone of the repository$/m);
    expect(said).toMatch(/Everything works\.\s*$/);
    expect(said).not.toMatch(/npm (run|ci)|git /);
  });

  it('is installed again from the lock file', () => {
    rmSync(join(project, 'node_modules'), { recursive: true, force: true });
    npm('ci');
    expect(mdgl('--version')).toMatch(/^\d+\.\d+\.\d+\s*$/);
  });
});
