/** What `import … from 'mdgl'` gives in a cell: what pages have, what reads stored results, and charts below the cell. */
import './platform';

export * from 'mdgl/browser';
export { readCase, readNetworkCase } from '../../../src/cases/case';
export { casesIn, verify } from '../../../src/cases/verify';
export { readWeights } from '../../../src/node/results/read-weights';
export { liveCurves } from '../../../src/notebook/live-curves';
export { readAlignment } from '../../../src/studies/alignment/folder';
export { publishedFor, readPublished } from '../../../src/studies/figure3c/published';
export { replay } from '../../../src/studies/figure3c/replay';
export { readStoredRuns } from '../../../src/studies/figure3c/stored-runs';
export { readKnockoutStudy } from '../../../src/studies/knockout/stored';
export { readTypes } from '../../../src/studies/types/folder';
export { show } from './stand-ins/show';
