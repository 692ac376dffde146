import type { Command } from 'commander';
import { drawAlignment } from '../studies/alignment/draw';
import { alignmentStudy } from '../studies/alignment/folder';
import { alignmentPlanOf } from '../studies/alignment/plan';
import { addMeasuredStudy } from './measured-study';

export function addAlignment(program: Command): void {
  addMeasuredStudy(program, {
    name: 'alignment',
    description: 'draw how well each rule\'s gradient is aligned with the exact one over training, from a stored study, or record it anew',
    fresh: 'record the study',
    runs: 'runs of each path',
    every: ['iterations from one measurement to the next', 50],
    study: alignmentStudy,
    planOf: alignmentPlanOf,
    draw: drawAlignment,
    help: `
A path is a run trained by BPTT or by MDGL. Along it, every rule's gradient is compared with BPTT's, all on the same validation batch
and the same weights. A fresh study is saved every second: after Ctrl-C, or worse, the same command goes on, with the same results.

Examples:
  mdgl alignment
  mdgl alignment --width-mm 120 --out my-figures
  mdgl alignment --fresh --preset tiny --runs 2 --every 20 --out my-study`,
  });
}
