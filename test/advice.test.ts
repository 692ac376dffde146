import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programOf } from '../src/cli/main';

const ROOT = join(__dirname, '..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const scripts = Object.keys(JSON.parse(read('package.json')).scripts);

/** Lines of the library's code, without comments. */
const lines = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  .flatMap((file) => read('src', file).split('\n').filter((line) => !/^\s*(\*|\/)/.test(line)).map((line) => ({ file, line })));

describe('what the program advises', () => {
  const advice = lines.filter(({ line }) => /npm (run|ci)\b|\bgit (checkout|restore)\b/.test(line));

  it('works where it is said: only a clone has npm scripts, its packages and git', () => {
    // notebook-checks.ts speaks only where notebooks are, in a clone
    const forAll = advice.filter(
      ({ file, line }) => !/inClone|\bclone\b|\bnotebooks \?/.test(line) && !file.endsWith('notebook-checks.ts')
    );
    expect(forAll).toEqual([]);
    expect(advice.length).toBeGreaterThan(5);
  });

  it('names files of the repository only as such', async () => {
    const helps = (await programOf()).commands.map((command) => {
      let help = '';
      command.configureOutput({ writeOut: (text) => { help += text; } }).outputHelp();
      return { name: command.name(), help };
    });
    const naming = helps.filter(({ help }) => /\b(test|tools|notebooks|src)\//.test(help));
    expect(naming.map(({ name }) => name).sort()).toEqual(['gradient', 'record', 'verify']);
    expect(naming.filter(({ help }) => !help.includes('The cases in test/ come with a clone of the repository.'))).toEqual([]);
  });

  it('are scripts that there are, in the documents too', () => {
    const documents = ['README.md', 'data/README.md', 'notebooks/TEACHING.md'].flatMap((file) =>
      read(file)
        .split('\n')
        .map((line) => ({ file, line }))
    );
    const named = [...lines, ...documents].flatMap(({ file, line }) =>
      [...line.matchAll(/npm(?:\.cmd)? run ([\w:-]*\w)/g)].map(([, script]) => ({ file, script }))
    );
    expect(named.filter(({ script }) => !scripts.includes(script))).toEqual([]);
    expect(named.length).toBeGreaterThan(10);
  });
});
