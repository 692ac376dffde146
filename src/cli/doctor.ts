import type { Command } from 'commander';
import { doctor, isHealthy } from './doctor/doctor';
import type { Finding } from './doctor/finding';

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
  const findings = await doctor();
  const healthy = isHealthy(findings);
  process.stdout.write(
    json ? `${JSON.stringify({ healthy, findings }, null, 2)}\n` : `${findings.map(lineOf).join('\n')}\n\n${summary(findings, healthy)}\n`
  );
  if (!healthy) process.exitCode = 1;
}

const PARTS = { notebooks: 'the notebooks', 'TensorFlow.js': 'TensorFlow.js' };
const MARKS = { ok: '✓', missing: '✗', note: '–' };

function lineOf({ what, status, found, mend, onlyFor }: Finding): string {
  const which = status === 'missing' && onlyFor ? ` (for ${PARTS[onlyFor]} only)` : '';
  return `${MARKS[status]} ${what.padEnd(13)} ${found}${which}${mend ? `: ${mend}` : ''}`;
}

function summary(findings: readonly Finding[], healthy: boolean): string {
  if (!healthy) return 'Something that mdgl needs is missing.';
  const parts = [...new Set(findings.flatMap(({ status, onlyFor }) => status === 'missing' && onlyFor ? [PARTS[onlyFor]] : []))];
  return parts.length === 0 ? 'Everything works.' : `Figure and training work; for ${parts.join(' and ')} something is missing.`;
}
