import { InputError } from '../core/errors';

/** A number that was said before it was measured. */
export interface Prediction {
  readonly what: string;
  readonly predicted: number;
}

/**
 * Commits to a number, and prints it, before the cell that measures it.
 * @throws InputError if it is not a finite number
 * @example const guess = predict('share of the adaptation left after the delay', 0.67);
 */
export function predict(what: string, predicted: number): Prediction {
  if (!Number.isFinite(predicted)) {
    throw new InputError(`predict ${JSON.stringify(what)}: ${predicted} is not a number to compare with; write your guess`);
  }
  console.log(`Predicted: ${what} = ${predicted}`);
  return { what, predicted };
}

/**
 * Prints what was measured beside what was predicted.
 * @param digits after the point
 * @example measure(guess, 0.6703); // Measured: share of the adaptation left after the delay = 0.670 (predicted 0.67)
 */
export function measure({ what, predicted }: Prediction, measured: number, digits = 3): void {
  console.log(`Measured: ${what} = ${measured.toFixed(digits)} (predicted ${predicted})`);
}
