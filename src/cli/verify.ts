import type { Command } from 'commander';
import { casesIn, verify as verdicts, type Verdict } from '../cases/verify';
import { createEngine, engineNames } from '../core/engine';
import type { EngineName } from '../core/engine/engine';
import { engineOption, workersOption } from './options';

interface Options {
  readonly engine?: EngineName;
  readonly workers?: number;
}

export function addVerify(program: Command): void {
  program.command('verify')
    .description('check every rule on every case and engine against stored numbers')
    .argument('<folder...>', 'folders of cases (*.json, *.json.gz), or single files')
    .addOption(engineOption().default(undefined, 'all'))
    .addOption(workersOption())
    .addHelpText('after', `
Spikes (of the optimizer: connections) must be exact. Of every array the largest error is taken, relative to its largest entry:
1e-10 is allowed in the reference engine (1e-8 where the file gives no more than 10 digits), 2e-4 in the fast one.
Exit code 1 if one check fails.

The cases in test/ come with a clone of the repository.

Examples:
  mdgl verify test/golden test/golden-family test/golden-general
  mdgl verify test/golden/two-types.json.gz --engine reference`)
    .action(verify);
}

async function verify(paths: string[], options: Options): Promise<void> {
  const cases = casesIn(paths);
  const names = options.engine ? [options.engine] : engineNames;
  const engines = await Promise.all(names.map((name) => createEngine(name, { workers: options.workers })));
  const counts = { passed: 0, failed: 0 };
  try {
    const row = rowOf(Math.max(4, ...cases.map(({ name }) => name.length)));
    process.stdout.write(row('case', 'rule', 'engine', 'spikes', 'worst error', 'allowed', 'outcome (furthest array)'));
    for await (const verdict of verdicts(cases, engines)) {
      counts[verdict.passed ? 'passed' : 'failed']++;
      process.stdout.write(row(verdict.case, verdict.rule, verdict.engine, ...columnsOf(verdict)));
    }
  } finally {
    await Promise.all(engines.map((engine) => engine.close()));
  }
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  if (counts.failed > 0) process.exitCode = 1;
}

type Columns = [spikes: string, error: string, allowed: string, outcome: string];

function columnsOf({ exact, worst, passed, problem }: Verdict): Columns {
  const spikes = exact === null ? '-' : exact ? 'exact' : 'differ';
  if (!worst) return [spikes, '-', '-', `FAIL: ${problem}`];
  return [spikes, worst.error.toExponential(1), worst.tolerance.toExponential(0), `${passed ? 'pass' : 'FAIL'} (${worst.of})`];
}

function rowOf(nameWidth: number): (...cells: [string, string, string, ...Columns]) => string {
  return (name, rule, engine, spikes, error, allowed, outcome) => {
    const names = [name.padEnd(nameWidth), rule.padEnd(14), engine.padEnd(9), spikes.padEnd(6)];
    return `${[...names, error.padStart(11), allowed.padStart(7), outcome].join('  ').trimEnd()}\n`;
  };
}
