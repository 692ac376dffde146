import type { Spec } from '../../plot/theme';
import { notebookWidthMm, timePanels, type TimePanel } from '../../plot/time-panels';
import type { TimeWindow } from '../../plot/time-window';
import type { Recording } from '../recording';
import { cuesOf } from './cues';

/** Which trial and which part of it; all have defaults. */
export interface TrialPicture extends TimeWindow {
  /** Number of the trial; by default the first recorded. */
  trial?: number;
  /** Width of the figure in mm; by default that of a notebook. */
  widthMm?: number;
}

/** What a picture of a trial shows. */
interface Shown {
  /** What it is, for those who cannot see it. */
  description: string;
  /** What its title says beside {@link recordingTitle}. */
  subtitle?: string;
  window: Required<TimeWindow>;
  /** Of the trial; the axis then says where the window is only a part of it. */
  steps?: number;
  panels: readonly TimePanel[];
}

/** Draws panels of a trial as Vega-Lite, with its cues and recall shaded, under a title that says what was recorded. */
export function trialSpec(recording: Recording, { trial, widthMm = notebookWidthMm }: TrialPicture, shown: Shown): Spec {
  const title = recordingTitle(recording, trial) + (shown.subtitle ?? '');
  return timePanels({ title, cues: cuesOf(recording, trial), widthMm, ...shown });
}

/** Says what is recorded, such as 'MDGL, seed 1, iteration 500, validation trial 0'. */
function recordingTitle({ attributes, coordinates }: Recording, trial: number = coordinates.trial.data[0]): string {
  const { ruleLabel, seed, iteration, batch, case: name } = attributes;
  const said = (word: string, value: unknown) => value === undefined ? [] : [`${word}${value}`];
  const ofBatch = batch === undefined ? 'trial' : `${batch} trial`;
  return [ruleLabel, ...said('', name), ...said('seed ', seed), ...said('iteration ', iteration), `${ofBatch} ${trial}`].join(', ');
}
