import { LANES, lanesOf, rowOf } from "./lanes";
import {
  alpha, beta, bias, dampening, delaySteps, inputWeights, kappa, neurons, oneMinusAlpha, oneMinusKappa, oneMinusRho,
  outputWeights, outputs, recurrentWeights, refractorySteps, steps, threshold, workspace,
} from "./settings";

/**
 * The forward pass of a chunk of four trials.
 * @param inputEvents and inputOffsets: input events (u16) in order of time, and where each step's begin (u32, steps + 1, in events)
 * @param events and offsets: the same for the neurons' spikes, written here
 * @param psi ψ [step][neuron] in lanes, written here
 * @param logits [step][output] in lanes, written here
 * @param counts spikes of each neuron in the chunk (u32), written here
 */
export function simulate(inputEvents: usize, inputOffsets: usize, events: usize, offsets: usize, psi: usize, logits: usize, counts: usize): void {
  const row = neurons * LANES;
  const current = workspace;
  const v = current + row;
  const b = v + row;
  const z = b + row;
  const lastSpike = z + row;
  const y = lastSpike + row;
  const projection = y + outputs * LANES;
  memory.fill(v, 0, 3 * row);
  memory.fill(y, 0, outputs * LANES);
  for (let p = 0; p < neurons; p++) v128.store(lastSpike + p * LANES, i32x4.splat(-refractorySteps - 1));

  let next = events;
  store<u32>(offsets, 0);
  for (let t = 0; t < steps; t++) {
    // I_p(t) = Σ_i W_in[i,p] x_i(t) + Σ_q W_rec[q,p] z_q(t−D)
    memory.fill(current, 0, row);
    if (t >= delaySteps) addSpikes(current, recurrentWeights, events, offsets + ((t - delaySteps) << 2));
    addSpikes(current, inputWeights, inputEvents, inputOffsets + (t << 2));
    next = stepNeurons(t, current, v, b, z, lastSpike, psi + t * row, next);
    store<u32>(offsets + (t << 2), <u32>((next - events) >> 1), 4);
    readout(y, projection, events, offsets + (t << 2), logits + t * outputs * LANES);
  }
  countSpikes(events, next, counts);
}

/** Adds to `target` (a row of lanes) the weights of every channel that spikes in the step whose offset is given. */
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

/** One step of all neurons; appends their spikes at `next` and returns where the following go. */
function stepNeurons(t: i32, current: usize, v: usize, b: usize, z: usize, lastSpike: usize, psi: usize, next: usize): usize {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const alphas = f32x4.splat(alpha);
  const gains = f32x4.splat(oneMinusAlpha);
  const rhoGains = f32x4.splat(oneMinusRho);
  const thresholds = f32x4.splat(threshold);
  const perThreshold = f32x4.splat(1 / threshold);
  const dampenings = f32x4.splat(dampening / threshold);
  const now = i32x4.splat(t);
  const lastFree = i32x4.splat(t - refractorySteps);
  const betas = beta;
  for (let p = 0, i: usize = 0; p < neurons; p++, i += LANES) {
    const spiked = v128.load(z + i);
    let A = thresholds;
    const betaP = load<f32>(betas + (p << 2));
    if (betaP != 0) {
      // b(t) = ρ b(t−1) + (1−ρ) z(t−1), as b + (1−ρ) (z − b);  A(t) = v_th + β b(t)
      let bP = v128.load(b + i);
      bP = f32x4.add(bP, f32x4.mul(rhoGains, f32x4.sub(v128.and(one, spiked), bP)));
      v128.store(b + i, bP);
      A = f32x4.add(thresholds, f32x4.mul(f32x4.splat(betaP), bP));
    }
    // v(t) = α v(t−1) + (1−α) I(t) − v_th z(t−1)
    const vP = f32x4.sub(f32x4.add(f32x4.mul(alphas, v128.load(v + i)), f32x4.mul(gains, v128.load(current + i))), v128.and(thresholds, spiked));
    v128.store(v + i, vP);
    // s(t) = (v(t) − A(t)) / v_th
    const s = f32x4.mul(f32x4.sub(vP, A), perThreshold);
    const last = v128.load(lastSpike + i);
    const free = i32x4.lt_s(last, lastFree);
    const zP = v128.and(f32x4.gt(s, zero), free);
    v128.store(z + i, zP);
    v128.store(lastSpike + i, v128.bitselect(now, last, zP));
    // ψ(t) = γ / v_th · max(0, 1 − |s(t)|), and 0 while refractory
    v128.store(psi + i, v128.and(f32x4.mul(dampenings, f32x4.pmax(f32x4.sub(one, f32x4.abs(s)), zero)), free));
    const lanes = i32x4.bitmask(zP);
    store<u16>(next, <u16>((p << 4) | lanes));
    next += <usize>(lanes != 0) << 1;
  }
  return next;
}

/** logits(t) = W_outᵀ y(t) + bias with y(t) = κ y(t−1) + (1−κ) z(t), kept as its projection on the outputs. */
function readout(y: usize, projection: usize, events: usize, offset: usize, logits: usize): void {
  memory.fill(projection, 0, outputs * LANES);
  addSpikes(projection, outputWeights, events, offset);
  for (let k = 0; k < outputs; k++) {
    const i = k * LANES;
    const yK = f32x4.add(f32x4.mul(f32x4.splat(kappa), v128.load(y + i)), f32x4.mul(f32x4.splat(oneMinusKappa), v128.load(projection + i)));
    v128.store(y + i, yK);
    v128.store(logits + i, f32x4.add(yK, v128.load32_splat(bias + (k << 2))));
  }
}

function countSpikes(events: usize, end: usize, counts: usize): void {
  memory.fill(counts, 0, neurons << 2);
  for (let e = events; e < end; e += 2) {
    const event = <u32>load<u16>(e);
    const at = counts + ((event >> 4) << 2);
    store<u32>(at, load<u32>(at) + popcnt(event & 15));
  }
}
