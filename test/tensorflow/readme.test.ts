import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readmePrograms } from './readme-programs';

it('the program in the readme runs as an ES module as it is printed, and connects no new neurons', () => {
  const program = readmePrograms().find((text) => text.includes('mdgl/dist/tensorflow'))!;
  expect(program).toContain('i < 100;');
  const short = program.replace('i < 100;', 'i < 3;');
  const counted = `
    const connections = (values) => [...values].filter((w) => w !== 0).length;
    console.log(connections(variables.recurrent.dataSync()), connections(weights.recurrent.flatMap((row) => [...row])));
    console.log(weights.recurrent.flatMap((row) => [...row]).some((w, n) => Math.fround(w) !== variables.recurrent.dataSync()[n]));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', short + counted], {
    cwd: join(__dirname, '..', '..'),
    encoding: 'utf8',
  });
  expect(output).toBe('301 301\ntrue\n');
});
