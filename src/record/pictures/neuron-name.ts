import type { Recording } from '../recording';

/**
 * Names a neuron with its type.
 * @param neuron number; by default the first recorded
 * @example neuronName(recording, 60) // such as 'neuron 60 (E, ALIF)'
 */
export function neuronName({ coordinates: { neuron: numbers, neuronType, beta } }: Recording, neuron?: number): string {
  const n = neuron === undefined ? 0 : numbers.data.indexOf(neuron);
  if (n < 0) return `neuron ${neuron}`;
  return `neuron ${numbers.data[n]} (${neuronType.meanings![neuronType.data[n]]}, ${beta.data[n] > 0 ? 'ALIF' : 'LIF'})`;
}
