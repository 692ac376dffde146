/** What a number belongs to, beside a trial and a step. */
export type Per = 'neuron' | 'input' | 'synapse' | 'neuron and sending type';

/** A quantity that can be recorded, a number a step. */
interface QuantityKind {
  readonly per: Per;
  readonly array: Float64ArrayConstructor | Uint16ArrayConstructor | Uint8ArrayConstructor;
  readonly unit: string;
  readonly description: string;
}

const LOSS_PER_SPIKE = 'loss per spike';

const real = (per: Per) => (unit: string, description: string): QuantityKind => ({ per, array: Float64Array, unit, description });
const neuron = real('neuron');
const synapse = real('synapse');
const counted = (per: Per, array: QuantityKind['array'], description: string): QuantityKind => ({
  per,
  array,
  unit: 'spikes',
  description,
});

/** Everything that can be recorded. The unit 1 stands for a pure number: the paper gives the membrane no unit. */
export const quantities = {
  spikes: counted('neuron', Uint8Array, 'z: spikes, 0 or 1'),
  inputSpikes: counted('input', Uint16Array, 'x: spikes of the inputs'),
  membrane: neuron('1', 'v: membrane'),
  threshold: neuron('1', 'A: threshold, which rises with every spike of an adaptive neuron'),
  pseudoDerivative: neuron('1', 'psi: pseudo-derivative of a spike by the membrane'),
  learningSignal: neuron(LOSS_PER_SPIKE, 'L: learning signal, through the readout and the firing-rate regularisation'),
  emittedActivity: neuron('loss', 'a: activity-dependent signal that the neuron emits'),
  modulatorySignal: neuron(LOSS_PER_SPIKE, 'Gamma: modulatory signal that the neuron receives; 0 where the rule has none'),
  modulatorySignalByType: real('neuron and sending type')(
    LOSS_PER_SPIKE, 'part of Gamma that comes from each cell type; their sum is Gamma'),
  credit: neuron(
    LOSS_PER_SPIKE, 'Lambda: credit that meets the eligibility trace; L + Gamma in a local rule, the total derivative in BPTT'),
  presynapticSpikes: counted('synapse', Uint16Array, 'spikes of the presynaptic neuron or input, when they are sent'),
  epsilonV: synapse('1', 'epsilon_v: what the postsynaptic membrane remembers of presynaptic spikes'),
  epsilonA: synapse(
    '1', 'epsilon_a: what the postsynaptic adaptation remembers of presynaptic spikes; plays no part where beta is 0'),
  eligibility: synapse('1', 'e: eligibility trace'),
  weightChange: synapse('loss per weight',
    'running sum of Lambda e: at the last step the trial\'s part of the gradient, which gradient descent subtracts'),
} as const satisfies Record<string, QuantityKind>;

export type Quantity = keyof typeof quantities;

/** Names of all quantities. */
export const quantityNames = Object.keys(quantities) as Quantity[];

/** All it takes to follow a synapse from a presynaptic spike to its weight change. */
export const synapseQuantities = [
  'presynapticSpikes', 'pseudoDerivative', 'epsilonV', 'epsilonA', 'eligibility', 'learningSignal', 'modulatorySignal', 'credit',
  'weightChange',
] as const satisfies Quantity[];

/** Returns the kind of a quantity. */
export function kindOf(quantity: Quantity): QuantityKind {
  return quantities[quantity];
}
