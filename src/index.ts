/** Everything a notebook or a program may use; the command line uses the same. */

import './notebook/platform';

export * from './portable';

// Stored cases and runs
export { readCase, readNetworkCase, type Expected, type NetworkCase, type OptimizerCase } from './cases/case';
export { casesIn, verify, type NamedCase, type Verdict } from './cases/verify';
export { readStoredRuns } from './studies/figure3c/stored-runs';
export { readWeights } from './node/results/read-weights';
export { replay, type Replay, type ReplayOptions } from './studies/figure3c/replay';
export { readPublished, type PublishedPoint } from './studies/figure3c/published';
export { publishedFor } from './studies/figure3c/published';
export { readTypes } from './studies/types/folder';
export { readAlignment } from './studies/alignment/folder';
export { readKnockoutStudy } from './studies/knockout/stored';

// Files of figures and recordings
export { drawFigure3c } from './studies/figure3c/draw';
export { drawTypes } from './studies/types/draw';
export { drawAlignment } from './studies/alignment/draw';
export type { DrawOptions } from './studies/figure-files';
export { drawRecording } from './record/pictures/draw';
export { renderPng } from './node/render/png';
export { writeZarr } from './record/write-zarr';

// Charts below a notebook's cell
export { liveCurves, type LiveCurves } from './notebook/live-curves';
export { show } from './notebook/show';
