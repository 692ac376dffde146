import { held, hold, lanesOf, rowOf } from "./lanes";
import {
  bias, constants, dampening, delaySteps, groupEnds, inputWeights, kappa, neurons, oneMinusKappa, outputWeights, outputs,
  recurrentWeights, refractorySteps, steps, threshold, workspace,
} from "./settings";
import { ALPHA, BETA, GAIN, LANES, RECORD, RHO_GAIN, simulateBytes } from "./sizes";

// A neuron's state, in lanes: what lies where. It is one record, so that one address reaches all of it.
const CURRENT: usize = 0;
const V: usize = 16;
const B: usize = 32;
const Z: usize = 48;
/** The first step at which it may spike again. */
const FREE_AT: usize = 64;
const BETAS: usize = 80;

/**
 * The forward pass of a chunk of four trials.
 * @param inputEvents and inputOffsets: input events (u16) in order of time, and where each step's begin (u32, steps + 1, in events)
 * @param events and offsets: the same for the neurons' spikes, written here
 * @param psi ψ [step][neuron] in lanes, written here
 * @param logits [step][output] in lanes, written here
 * @param counts spikes of each neuron (u32 in lanes), written here
 */
export function simulate(inputEvents: usize, inputOffsets: usize, events: usize, offsets: usize, psi: usize, logits: usize, counts: usize): void {
  const row = neurons * LANES;
  const states = workspace;
  const y = states + neurons * RECORD;
  const projection = y + outputs * LANES;
  memory.fill(workspace, 0, simulateBytes(neurons, outputs));
  for (let p = 0; p < neurons; p++) v128.store(states + p * RECORD, v128.load32_splat(constants + p * LANES, BETA), BETAS);

  let next = events;
  store<u32>(offsets, 0);
  for (let t = 0; t < steps; t++) {
    // I_p(t) = Σ_i W_in[i,p] x_i(t) + Σ_q W_rec[q,p] z_q(t−D)
    if (t >= delaySteps) addSpikes(states, recurrentWeights, events, offsets + ((t - delaySteps) << 2));
    addSpikes(states, inputWeights, inputEvents, inputOffsets + (t << 2));
    for (let from = 0, group = groupEnds; from < neurons; from = load<i32>(group), group += 4) {
      next = stepNeurons(t, from, load<i32>(group), states, psi + t * row, next);
    }
    store<u32>(offsets + (t << 2), <u32>((next - events) >> 1), 4);
    readout(y, projection, events, offsets + (t << 2), logits + t * outputs * LANES);
  }
  countSpikes(events, next, counts);
}

/** Adds to `target` (currents, or outputs) the weights of every channel that spikes in the step whose offset is given. */
function addSpikes(target: usize, weights: usize, events: usize, offset: usize): void {
  const end = events + (<usize>load<u32>(offset, 4) << 1);
  for (let e = events + (<usize>load<u32>(offset) << 1); e < end; e += 2) {
    const event = <u32>load<u16>(e);
    const lanes = lanesOf(event);
    const row = rowOf(weights, event);
    const rowEnd = <usize>load<u32>(row, 4);
    for (let entry = <usize>load<u32>(row); entry < rowEnd; entry += 8) {
      const at = target + load<u32>(entry);
      v128.store(at, f32x4.add(v128.load(at), v128.and(v128.load32_splat(entry, 4), lanes)));
    }
  }
}

/** One step of a group of neurons, which uses up the current; appends their spikes at `next` and returns where the following go. */
function stepNeurons(t: i32, from: i32, to: i32, states: usize, psi: usize, next: usize): usize {
  const zero = hold(0);
  const one = hold(1);
  const magnitude = held(i32x4.splat(0x7fffffff));
  const alphas = hold(load<f32>(constants + from * LANES, ALPHA));
  const gains = hold(load<f32>(constants + from * LANES, GAIN));
  const rhoGains = hold(load<f32>(constants + from * LANES, RHO_GAIN));
  const thresholds = hold(threshold);
  const peak = hold(dampening / threshold);
  const slope = hold(dampening / threshold / threshold);
  const now = held(i32x4.splat(t));
  const freeAfter = held(i32x4.splat(t + 1 + refractorySteps));
  const end = states + to * RECORD;
  psi += from * LANES;
  for (let p = states + from * RECORD, event: u32 = from << 4; p < end; p += RECORD, psi += LANES, event += 16) {
    const spiked = v128.load(p, Z);
    let A = thresholds;
    if (load<f32>(p, BETAS) != 0) {
      // b(t) = ρ b(t−1) + (1−ρ) z(t−1), as b + (1−ρ) (z − b);  A(t) = v_th + β b(t)
      let b = v128.load(p, B);
      b = f32x4.add(b, f32x4.mul(rhoGains, f32x4.sub(v128.and(one, spiked), b)));
      v128.store(p, b, B);
      A = f32x4.add(thresholds, f32x4.mul(v128.load(p, BETAS), b));
    }
    // v(t) = α v(t−1) + (1−α) I(t) − v_th z(t−1)
    const v = f32x4.sub(f32x4.add(f32x4.mul(alphas, v128.load(p, V)), f32x4.mul(gains, v128.load(p, CURRENT))), v128.and(thresholds, spiked));
    v128.store(p, v, V);
    v128.store(p, zero, CURRENT);
    // s(t) = (v(t) − A(t)) / v_th;  z(t) = 1 if s(t) > 0 and not refractory
    const distance = f32x4.sub(v, A);
    const free = v128.load(p, FREE_AT);
    const refractory = i32x4.gt_s(free, now);
    const z = v128.andnot(f32x4.gt(distance, zero), refractory);
    v128.store(p, z, Z);
    v128.store(p, i32x4.max_s(free, v128.and(freeAfter, z)), FREE_AT);
    // ψ(t) = γ / v_th · max(0, 1 − |s(t)|), and 0 while refractory
    const psiP = f32x4.pmax(f32x4.sub(peak, v128.and(magnitude, f32x4.mul(slope, distance))), zero);
    v128.store(psi, v128.andnot(psiP, refractory));
    const lanes = i32x4.bitmask(z);
    store<u16>(next, <u16>(event | lanes));
    next += <usize>(lanes != 0) << 1;
  }
  return next;
}

/** logits(t) = W_outᵀ y(t) + bias with y(t) = κ y(t−1) + (1−κ) z(t), kept as its projection on the outputs. */
function readout(y: usize, projection: usize, events: usize, offset: usize, logits: usize): void {
  addSpikes(projection, outputWeights, events, offset);
  for (let k = 0; k < outputs; k++) {
    const i = k * LANES;
    const yK = f32x4.add(f32x4.mul(f32x4.splat(kappa), v128.load(y + i)), f32x4.mul(f32x4.splat(oneMinusKappa), v128.load(projection + i)));
    v128.store(y + i, yK);
    v128.store(projection + i, f32x4.splat(0));
    v128.store(logits + i, f32x4.add(yK, v128.load32_splat(bias + (k << 2))));
  }
}

function countSpikes(events: usize, end: usize, counts: usize): void {
  memory.fill(counts, 0, neurons * LANES);
  for (let e = events; e < end; e += 2) {
    const event = <u32>load<u16>(e);
    const at = counts + (event >> 4) * LANES;
    v128.store(at, i32x4.sub(v128.load(at), lanesOf(event)));
  }
}
