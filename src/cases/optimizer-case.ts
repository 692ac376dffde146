import { checked } from '../core/checked';
import { optimizerFile, type OptimizerFile } from './schema';
import { shapesOf } from './shapes';

/** Some optimizer steps on given gradients, and θ after each. */
export interface OptimizerCase extends Readonly<OptimizerFile> {
  readonly kind: 'optimizer';
}

/** @throws InputError that names the file and the field that is wrong */
export function optimizerCaseOf(json: unknown, path: string): OptimizerCase {
  const file = checked(optimizerFile, json, path);
  const check = shapesOf(path);
  const [rows, columns] = [file.sign.length, file.sign[0].length];
  check.matrix('sign', file.sign, rows, columns);
  check.matrix('initiallyConnected', file.initiallyConnected, rows, columns);
  check.matrix('theta', file.theta, rows, columns);
  file.sign.forEach((row, q) => {
    if (new Set(row).size > 1) check.wrong(`sign[${q}]`, "must be the same for all synapses of a presynaptic cell (Dale's law)");
  });
  file.theta.forEach((row, q) => row.forEach((value, p) => {
    if (value < 0) check.wrong(`theta[${q}][${p}]`, `must be at least 0 (given: ${value})`);
    if (value > 0 && file.initiallyConnected[q][p] === 0) {
      check.wrong(`theta[${q}][${p}]`, `must be 0 where initiallyConnected is 0 (given: ${value})`);
    }
  }));
  file.steps.forEach(({ gradient, theta }, n) => {
    check.matrix(`steps[${n}].gradient`, gradient, rows, columns);
    check.matrix(`steps[${n}].theta`, theta, rows, columns);
  });
  return { kind: 'optimizer', ...file };
}
