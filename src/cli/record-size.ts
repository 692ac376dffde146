import { FIELDS, isOfNeurons, recordingPlanOf, type RecordingPlan, type RecordingRequest } from '../record/request';
import { bytesOf, checkSize, DEFAULT_MAX_BYTES, bytesInWords } from '../record/size';
import { MOST_TEXT, TEXT, textBytesOf } from '../record/text-size';
import type { RecordOptions } from './record-options';
import { say } from './run-display';

type Flags = Pick<RecordOptions, 'trials'>;

/** Says how large the recording will be. @throws InputError if it cannot be made, or is too large */
export function saySize(request: RecordingRequest, flags: Flags): void {
  const plan = recordingPlanOf(request, called(flags));
  checkSize(plan, request.maxBytes ?? DEFAULT_MAX_BYTES);
  say(`recording ${contents(plan)}: ${bytesInWords(bytesOf(plan))}`);
}

/** Says how long a text in the golden form will be at most. @throws InputError if it cannot be made, or is too long */
export function sayTextSize(request: RecordingRequest, flags: Flags): void {
  const plan = recordingPlanOf(request, called(flags));
  checkSize(plan, Math.min(MOST_TEXT, request.maxBytes ?? MOST_TEXT), TEXT);
  say(`recording ${contents(plan)}: up to ${bytesInWords(textBytesOf(plan))} of text`);
}

/** Messages name what was typed. */
function called({ trials }: Flags): typeof FIELDS {
  return {
    trials: trials === undefined ? '--trial' : '--trials',
    neurons: '--neurons',
    synapses: '--synapses',
    inputSynapses: '--input-synapses',
  };
}

function contents({ what, trials, steps, neurons, synapses }: RecordingPlan): string {
  const counted = (n: number, thing: string) => n > 0 ? [`${n} ${thing}${n > 1 ? 's' : ''}`] : [];
  const ofNeurons = what.some(isOfNeurons) ? neurons.length : 0;
  const ofTime = [...counted(trials.length, 'trial'), ...counted(steps, 'step')];
  const ofPlaces = [...counted(ofNeurons, 'neuron'), ...counted(synapses.length, 'synapse')];
  return `${what.join(', ')} of ${[...ofTime, ...ofPlaces].join(', ')}`;
}
