import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInRange, majorsOf } from '../../src/node/node-range';
import { nodeRange } from '../../src/node/package';
import { checkNode } from '../../tools/lib/node-range.mjs';

const text = (...path: string[]) => readFileSync(join(__dirname, '..', '..', ...path), 'utf8');
const majors = majorsOf(nodeRange);

describe('the versions of Node that mdgl takes', () => {
  it('are the majors of a range, and what follows the open end', () => {
    const taken = (range: string) => [19, 20, 21, 22, 23, 24, 25, 26, 27, 30].filter((major) => isInRange(`${major}.1.0`, range));
    expect(taken('^20 || ^24')).toEqual([20, 24]);
    expect(taken('^22 || >=26')).toEqual([22, 26, 27, 30]);
    expect(taken(nodeRange)).toEqual([20, 22, 24, 26, 27, 30]);
  });

  it('are the same for npm run lab', () => {
    const isTaken = (version: string) => {
      try {
        checkNode(version);
        return true;
      } catch (error) {
        expect((error as Error).message).toBe(`this is Node ${version}; mdgl needs Node ${majors.join(', ')} or newer, from nodejs.org`);
        return false;
      }
    };
    for (let major = 16; major < 34; major++) expect([major, isTaken(`${major}.2.1`)]).toEqual([major, isInRange(`${major}.2.1`)]);
  });

  it('stand so in README and TEACHING.md, and Binder has one of them', () => {
    const [, readme] = /installs \((Node [^)]*)\)/.exec(text('README.md'))!;
    const [, teaching] = /^1\. (Node .*?)Python/m.exec(text('notebooks', 'TEACHING.md'))!;
    expect(majorsOf(readme).sort()).toEqual(majors);
    expect([...new Set(majorsOf(teaching))].sort()).toEqual(expect.arrayContaining(majors));
    expect(text('notebooks', 'TEACHING.md')).toContain(`mdgl needs Node ${majors.join(', ')} or newer`);
    expect(isInRange(/nodejs=(\S+)/.exec(text('.binder', 'environment.yml'))![1])).toBe(true);
  });

  it('include the one that these tests run on', () => {
    expect(isInRange(process.versions.node)).toBe(true);
  });
});
