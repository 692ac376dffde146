import type { Command } from 'commander';
import { drawTypes } from '../studies/types/draw';
import { typesStudy } from '../studies/types/folder';
import { typesPlanOf } from '../studies/types/plan';
import { addMeasuredStudy } from './measured-study';

export function addTypes(program: Command): void {
  addMeasuredStudy(program, {
    name: 'types',
    description: 'draw how MDGL learns with 1, 2, 4, 8 or 16 cell types, from stored runs, or train them anew',
    fresh: 'train the runs',
    runs: 'runs of each rule',
    every: ['iterations from one measurement of Γ to the next', 200],
    study: typesStudy,
    planOf: typesPlanOf,
    draw: drawTypes,
    help: `
Each cell type is split into 2, 4 and 8 types, as far as its neurons go: at random, or by the mean of the weights that a neuron sends at
the start. A fresh study is saved every second: after Ctrl-C, or worse, the same command goes on, with the same results.

Examples:
  mdgl types
  mdgl types --width-mm 120 --out my-figures
  mdgl types --fresh --preset tiny --runs 2 --every 50 --out my-study`,
  });
}
