import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commandNames } from '../src/cli/main';
import { majorOf, majorsOf } from '../src/node/node-range';
import { nodeRange } from '../src/node/package';

const ROOT = join(__dirname, '..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
type Step = { run?: string; uses?: string };
const { jobs: { check } } = parse(read('.github', 'workflows', 'check.yml'));
const { jobs: { site } } = parse(read('.github', 'workflows', 'site.yml'));
const steps: Step[] = check.steps;
const commandsOf = (all: readonly Step[]) => all.flatMap(({ run }) => run ?? []);
const commands = commandsOf(steps);
const actionsOf = (all: readonly Step[]) => all.flatMap(({ uses }) => uses ?? []);

describe('the workflow for those who host the repository', () => {
  it('runs on three systems, on every Node of the range but 20, which gets no more fixes', () => {
    expect(check.strategy.matrix).toEqual({
      os: ['ubuntu-latest', 'macos-latest', 'windows-latest'],
      node: majorsOf(nodeRange).filter((major) => major > 20),
    });
    expect(check['runs-on']).toBe('${{ matrix.os }}');
    expect(steps.find(({ uses }) => uses?.startsWith('actions/setup-node'))).toMatchObject({
      with: { 'node-version': '${{ matrix.node }}' },
    });
  });

  it('takes the same majors as .ci/run, which names releases of them', () => {
    const [, releases] = /for version in ([\d. ]+);/.exec(read('.ci', 'run'))!;
    expect(releases.split(' ').map(majorOf)).toEqual(check.strategy.matrix.node);
  });

  it('gives only commands that there are', () => {
    const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
    const isKnown = (command: string) => {
      const [, script, own] = /^(?:npm (?:run )?(\S+)|npx mdgl (\S+))/.exec(command) ?? [];
      return command.startsWith('git diff') || script === 'ci' || scripts.includes(script) || commandNames.includes(own);
    };
    expect(commands.filter((command) => !isKnown(command))).toEqual([]);
    expect(commands.map((command) => command.split(' ').slice(0, 3).join(' '))).toEqual(
      expect.arrayContaining(['npm ci', 'npm test', 'npm run figure3c', 'npx mdgl replay'])
    );
  });

  it('takes actions by their commit, as a tag may move', () => {
    const [checking, publishing] = [actionsOf(steps), actionsOf(site.steps)];
    expect([checking.length, publishing.length]).toEqual([2, 4]);
    for (const action of [...checking, ...publishing]) expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
    // what both take, they take alike
    expect(publishing.slice(0, 2)).toEqual(checking);
  });
});

describe('the workflow that publishes the site', () => {
  it('builds it as anyone does, and hands on the folder that this makes', () => {
    expect(commandsOf(site.steps)).toEqual(['npm ci', 'npm run site']);
    expect(site.steps.find(({ uses }: Step) => uses?.startsWith('actions/upload-pages-artifact')).with).toEqual({ path: 'site' });
  });
});
