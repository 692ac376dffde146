import { formatRuns } from '../../core/tables/runs-csv';
import type { Plan } from '../../core/training/plan';
import type { Manifest } from '../../node/results/result-folder';
import { weightsNpz } from '../../node/results/weights-npz';
import { everyRun, pointsOfJob } from '../jobs/every-run';

/*
 * A folder of runs, see node/results/result-folder.ts:
 *   checkpoints/RULE-SEED.json  how far each run has come
 *   runs.csv                    all learning curves
 *   weights/RULE-SEED.npz       final weights
 */

/** What the manifest of a folder of runs calls itself. */
export const RUNS = 'mdgl-runs/1';

/** What a folder of runs says of itself; besides, the time spent on each run. */
export interface RunsManifest extends Manifest, Plan {
  readonly iterations: number;
}

/** The study of every rule with every seed. */
export const figure3cStudy = everyRun<Plan>({
  format: RUNS,
  each: 'run',
  name: (rule) => rule,
  about: ({ settings }) => ({ iterations: settings.training.iterations }),
  async results(jobs) {
    const contents: Record<string, string | Uint8Array> = { 'runs.csv': formatRuns(jobs.flatMap(pointsOfJob)) };
    for (const { checkpoint: { rule, seed, progress } } of jobs) {
      contents[`weights/${rule}-${seed}.npz`] = await weightsNpz(progress!.state);
    }
    return contents;
  },
});
