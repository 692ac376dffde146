// What a kernel works on, set from outside before a call. Every worker has an instance and so settings of its own;
// the memory behind the addresses is shared.

// Sizes
export let steps: i32 = 0;
export let inputs: i32 = 0;
export let neurons: i32 = 0;
export let outputs: i32 = 0;
export let delaySteps: i32 = 1;
export let refractorySteps: i32 = 0;

// Constants of the network
export let kappa: f32 = 0;
// The small gains are rounded from float64: 1 − ρ of a rounded ρ would lose half its digits.
export let oneMinusKappa: f32 = 0;
export let threshold: f32 = 0;
export let dampening: f32 = 0;

// The rule
/** 0: nothing comes from other neurons; 1: the activity a that they emit, weighed by G; 2: their adjoints λ_v, weighed by W_rec (BPTT). */
export let heard: i32 = 0;
/** 1: a holds what is known at its own step, and Γ meets the filtered trace. */
export let online: i32 = 0;
/** 1: the trace of the membrane's leak alone. */
export let leakOnly: i32 = 0;
/** What the trace takes of a spike's reset: v_th, or 0 in a trace without reset. */
export let tracedReset: f32 = 0;

/** Address of each neuron's constants: β, α, 1 − α and 1 − ρ (f32), see sizes.ts. */
export let constants: usize = 0;
/** Address of the groups of neurons, side by side, that share α and ρ: of each the first neuron behind it (i32). */
export let groupEnds: usize = 0;
/** Address of the bias of each output (f32). */
export let bias: usize = 0;

// Addresses of sparse matrices: for each row the address of its first entry, and after the last row that of its end.
// An entry is the column's place in a row of lanes (u32, column × 16 bytes) and the value (f32).
export let inputWeights: usize = 0;
export let recurrentWeights: usize = 0;
export let outputWeights: usize = 0;
/** F [neuron][output] */
export let feedback: usize = 0;
/** G or W_rec, [receiver p][sender j], times (1−α_j) / (1−α_p) */
export let modulation: usize = 0;
/** Places whose gradient is wanted; an entry's value is where its sum lies, in bytes from `sums` (u32). */
export let inputPlaces: usize = 0;
export let recurrentPlaces: usize = 0;
/** Sums over time in lanes, a worker's own: of all places of the input, then the recurrent, then all output weights, then the biases; and their number. */
export let sums: usize = 0;
export let outputSums: usize = 0;
export let biasSums: usize = 0;
export let sumCount: i32 = 0;

/** Working memory of this worker: neuron states, adjoints and rings, cut up by simulate and sweep. */
export let workspace: usize = 0;
/** Room for one number in lanes, this worker's own. */
export let scratch: usize = 0;
