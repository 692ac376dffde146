/** What only a notebook needs: charts below a cell, predictions, exercises. */
export { liveCurves, type LiveCurves } from './live-curves';
export { measure, predict, type Prediction } from './predict';
export { selfCheck, type Checks } from './self-check';
export { show } from './show';
