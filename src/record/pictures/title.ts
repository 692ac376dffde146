import type { Recording } from '../recording';

/**
 * What a picture says of the recording that it shows.
 *
 * @example recordingTitle(recording, 0) // such as 'MDGL, seed 1, iteration 500, validation trial 0'
 */
export function recordingTitle({ attributes, coordinates }: Recording, trial: number = coordinates.trial.data[0]): string {
  const { ruleLabel, seed, iteration, batch, case: name } = attributes;
  return [
    String(ruleLabel),
    ...(name === undefined ? [] : [String(name)]),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
    ...(iteration === undefined ? [] : [`iteration ${iteration}`]),
    `${batch === undefined ? '' : `${batch} `}trial ${trial}`,
  ].join(', ');
}
