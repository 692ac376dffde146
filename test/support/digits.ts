import { SIDE, type Digits, type Mnist } from '../../src/core/tasks/mnist';
import { mnistRows } from '../../src/core/tasks/mnist-rows';
import { sequentialMnist } from '../../src/core/tasks/sequential-mnist';
import type { Task } from '../../src/core/tasks/task';

/** Makes an image: brightness by row and column. */
export function image(brightness: (row: number, column: number) => number): number[] {
  return Array.from({ length: SIDE * SIDE }, (_, at) => brightness(Math.floor(at / SIDE), at % SIDE));
}

/** Makes digits of images and labels. */
export function digits(images: readonly number[][], labels: readonly number[]): Digits {
  return { pixels: Uint8Array.from(images.flat()), labels: Uint8Array.from(labels) };
}

/** Makes a handful of digits that look like none: bright rows, a grey one above a white one. */
export function bars(): Mnist {
  const bar = (label: number) => image((row) => [2 * label, 2 * label + 1].includes(row) ? 128 + 127 * (row % 2) : 0);
  return { training: digits([0, 1, 2].map(bar), [0, 1, 2]), test: digits([3, 4].map(bar), [3, 4]) };
}

/** The tasks that show digits, with {@link bars}. */
export const barTasks: readonly Task[] = [sequentialMnist(bars), mnistRows(bars)];
