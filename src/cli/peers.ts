import type { Command } from 'commander';
import { createEngine } from '../core/engine';
import type { EngineName } from '../core/engine/engine';
import { aligned } from '../core/tables/aligned';
import { besidePublished, differenceFrom, type Difference, type PeersLoss } from '../studies/peers/beside-published';
import { peersLosses, peersRun } from '../studies/peers/peers';
import { publishedLosses, type PeersTest } from '../studies/peers/published';
import { engineOption } from './options';
import { seedNumber } from './run-options';

interface Options {
  readonly seed: number;
  readonly engine: EngineName;
  readonly json?: true;
}

const TESTS = Object.keys(publishedLosses) as PeersTest[];
const SOURCES = ['nest', 'tensorflow'] as const;

export function addPeers(program: Command): void {
  program.command('peers')
    .description('train what the tests of NEST and of the authors of e-prop train, and set the losses beside theirs')
    .option('--seed <number>', "of NumPy's generator; published are the losses of seed 1", seedNumber, 1)
    .addOption(engineOption().default('reference'))
    .option('--json', 'print all numbers as JSON: test, iteration, ours, nest, tensorflow')
    .addHelpText('after', `
Pattern generation (regression) and evidence accumulation with batches of one trial and of two (classification), five iterations each,
by e-prop-no-reset with random feedback. A loss is the training batch's before the update, without the regularisation.
The difference is relative. The reference engine is allowed 1e-8 from NEST's losses, and from those of the e-prop authors' program in
TensorFlow 1e-7 (regression) and 1e-6 (classification), as NEST's own test allows; the fast engine is allowed 1e-6 from all.
Exit code 1 if one loss is off.

Examples:
  mdgl peers
  mdgl peers --engine wasm --json`)
    .action(peers);
}

async function peers({ seed, engine: name, json }: Options): Promise<void> {
  const losses: PeersLoss[] = [];
  const engine = createEngine(name);
  try {
    for (const test of TESTS) losses.push(...besidePublished(test, seed, await peersLosses(peersRun(test, seed), engine)));
  } finally {
    await engine.close();
  }
  const differences = losses.flatMap((loss) => SOURCES.flatMap((source) => differenceFrom(source, loss, name) ?? []));
  const off = differences.filter(({ isOff }) => isOff).length;
  const summary = differences.length > 0 ? `${differences.length} compared, ${off} off` : `nothing is published for seed ${seed}`;
  process.stdout.write(json ? `${JSON.stringify(losses)}\n` : `${[...table(losses, name), summary].join('\n')}\n`);
  if (off > 0) process.exitCode = 1;
}

function table(losses: readonly PeersLoss[], engine: EngineName): string[] {
  const value = (loss: number | null) => loss?.toFixed(12) ?? '-';
  const cell = ({ relative, isOff }: Difference) => `${relative.toExponential(1)}${isOff ? ' OFF' : ''}`;
  const beside = (loss: PeersLoss) => SOURCES.flatMap((source) => {
    const difference = differenceFrom(source, loss, engine);
    return [value(loss[source]), difference ? cell(difference) : '-'];
  });
  return aligned([
    ['test', 'iteration', 'ours', 'NEST', 'difference', 'TensorFlow', 'difference'],
    ...losses.map((loss) => [loss.test, String(loss.iteration), value(loss.ours), ...beside(loss)]),
  ]);
}
