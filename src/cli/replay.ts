import { join } from 'node:path';
import type { Command } from 'commander';
import { createEngine } from '../core/engine';
import { InputError } from '../core/errors';
import { packageFolder } from '../node/package';
import { readRunsForReplay, replayRuns, type Replay } from '../studies/figure3c/replay';
import { positiveInteger, ruleOption, workersOption } from './options';
import { say } from './run-display';

interface Options {
  readonly rule?: string;
  readonly seed?: number;
  readonly iterations?: number;
  readonly workers?: number;
}

export function addReplay(program: Command): void {
  program.command('replay')
    .description('train stored runs anew and say, digit for digit, whether they are equal')
    .argument('[folder]', 'finished runs (default: those that come with this package)')
    .addOption(ruleOption().default(undefined, 'all'))
    .option('--seed <number>', 'one seed (default: all)', positiveInteger)
    .option('--iterations <number>', 'how far (default: the whole run, and its final weights)', positiveInteger)
    .addOption(workersOption())
    .addHelpText('after', `
Examples:
  mdgl replay --seed 1 --iterations 50
  mdgl replay my-runs --rule mdgl`)
    .action((folder: string | undefined, options: Options) => replayAll(folder ?? join(packageFolder, 'data', 'figure3c'), options));
}

async function replayAll(folder: string, { rule, seed, iterations, workers }: Options): Promise<void> {
  const stored = readRunsForReplay(folder);
  const { rules, seeds, settings, engine: engineName } = stored.manifest;
  mustBeStored('--rule', rule, rules);
  mustBeStored('--seed', seed, seeds);
  const length = Math.min(iterations ?? settings.training.iterations, settings.training.iterations);
  if (stored.damage) say(`mdgl: ${stored.damage}; compared all the same`);
  const engine = createEngine(engineName, { workers });
  const what = { rules: rule === undefined ? rules : [rule], seeds: seed === undefined ? seeds : [seed], iterations: length };
  let equal = stored.damage === undefined;
  try {
    for await (const replay of replayRuns(stored, what, engine)) {
      equal = replay.difference === undefined && equal;
      // A criterion may have ended the run before.
      const ofRun = stored.points.filter((point) => point.rule === replay.rule && point.seed === replay.seed);
      process.stdout.write(lineOf(replay, Math.min(length, ...ofRun.slice(-1).map(({ iteration }) => iteration))));
    }
  } finally {
    await engine.close();
  }
  if (!equal) process.exitCode = 1;
}

function lineOf({ rule, seed, compared, weights, difference }: Replay, length: number): string {
  const what = `${compared} validation${compared === 1 ? '' : 's'} up to iteration ${length}${weights ? ' and the final weights' : ''}`;
  return `${rule}, seed ${seed}: ${difference ?? `equal (${what})`}\n`;
}

function mustBeStored<T>(option: string, wanted: T | undefined, there: readonly T[]): void {
  if (wanted === undefined || there.includes(wanted)) return;
  throw new InputError(`${option} ${wanted}: not among the stored runs, which are ${there.join(', ')}`);
}
