import { expect, it } from 'vitest';
import { formatTypeSignals, typeSignalNumbers } from '../../../src/studies/alignment/type-signal-numbers';

const row = (path: string, seed: number, iteration: number, mean: number) => ({
  path,
  seed,
  iteration,
  sender: 'E',
  receiver: 'I',
  mean,
  connections: 9,
});

it('typeSignalNumbers takes mean and sd over runs before training and after it', () => {
  const rows = [
    row('bptt', 1, 0, -1),
    row('bptt', 2, 0, -3),
    row('bptt', 1, 50, -9),
    row('bptt', 2, 50, -9),
    row('bptt', 1, 100, -4),
    row('bptt', 2, 100, -4),
    row('mdgl', 1, 0, -1),
    row('mdgl', 2, 0, -3),
    row('mdgl', 1, 100, -5),
    row('mdgl', 2, 100, -6),
  ];
  const panels = typeSignalNumbers(rows);
  expect(panels).toEqual([
    { title: 'Before training', cells: [{ sender: 'E', receiver: 'I', runs: 2, mean: -2, sd: 1.41421 }] },
    { title: 'Trained by BPTT', cells: [{ sender: 'E', receiver: 'I', runs: 2, mean: -4, sd: 0 }] },
    { title: 'Trained by MDGL', cells: [{ sender: 'E', receiver: 'I', runs: 2, mean: -5.5, sd: 0.707107 }] },
  ]);
  expect(formatTypeSignals(panels).split('\n')).toEqual([
    'panel,sender,receiver,runs,mean,sd',
    'Before training,E,I,2,-2,1.41421',
    'Trained by BPTT,E,I,2,-4,0',
    'Trained by MDGL,E,I,2,-5.5,0.707107',
    '',
  ]);
});
