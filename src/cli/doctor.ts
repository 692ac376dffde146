import type { Command } from 'commander';
import { gatherFacts, type Facts } from './doctor/facts';
import type { Finding } from './doctor/finding';
import { notebookChecks } from './doctor/notebook-checks';
import { programChecks } from './doctor/program-checks';
import { tensorflowChecks } from './doctor/tensorflow-checks';

export function addDoctor(program: Command): void {
  program.command('doctor')
    .description('check what this machine has of what mdgl needs, and say how to mend what is missing')
    .option('--json', 'print JSON')
    .addHelpText('after', `
✓ is there, ✗ is missing, – is good to know. Exit code 1 if something is missing that the figure needs; the notebooks alone,
which come with a clone of the repository, need Python and what npm run lab sets up there.

Examples:
  mdgl doctor
  mdgl doctor --json`)
    .action(runDoctor);
}

async function runDoctor({ json }: { readonly json?: true }): Promise<void> {
  const all = await doctor();
  const healthy = isHealthy(all);
  const text = json ? JSON.stringify({ healthy, findings: all }, null, 2) : `${all.map(lineOf).join('\n')}\n\n${summary(all, healthy)}`;
  process.stdout.write(`${text}\n`);
  if (!healthy) process.exitCode = 1;
}

/** Tells what this machine has of what mdgl needs. */
async function doctor(): Promise<Finding[]> {
  // Loads TensorFlow.js, which takes a moment: here only.
  const { backends } = await import('../tensorflow/backend.js');
  return [...findings(await gatherFacts()), ...tensorflowChecks(await backends(), process.env.MDGL_BACKEND)];
}

/** Tells what follows from the facts. */
export function findings(facts: Facts): Finding[] {
  return [...programChecks(facts), ...notebookChecks(facts)];
}

/** Tells whether the figure can be drawn and runs trained. */
export function isHealthy(all: readonly Finding[]): boolean {
  return all.every(({ status, onlyFor }) => status !== 'missing' || onlyFor !== undefined);
}

const PARTS = { notebooks: 'the notebooks', 'TensorFlow.js': 'TensorFlow.js' };
const MARKS = { ok: '✓', missing: '✗', note: '–' };

function lineOf({ what, status, found, mend, onlyFor }: Finding): string {
  const which = status === 'missing' && onlyFor ? ` (for ${PARTS[onlyFor]} only)` : '';
  return `${MARKS[status]} ${what.padEnd(13)} ${found}${which}${mend ? `: ${mend}` : ''}`;
}

function summary(all: readonly Finding[], healthy: boolean): string {
  if (!healthy) return 'Something that mdgl needs is missing.';
  const parts = [...new Set(all.flatMap(({ status, onlyFor }) => status === 'missing' && onlyFor ? [PARTS[onlyFor]] : []))];
  return parts.length === 0 ? 'Everything works.' : `Figure and training work; for ${parts.join(' and ')} something is missing.`;
}
