import { hold, lanesOf, rowOf, sumOfLanes } from "./lanes";
import {
  biasSums, constants, delaySteps, feedback, groupEnds, heard, inputPlaces, inputs, kappa, leakOnly, modulation, neurons,
  oneMinusKappa, online, outputSums, outputs, recurrentPlaces, steps, sumCount, sums, tracedReset, workspace,
} from "./settings";
import { ALPHA, BETA, GAIN, LANES, RHO_GAIN, sweepBytes } from "./sizes";

/** Below this the decaying error is 0: it no longer counts, and subnormal numbers would slow the sweep down. */
// @ts-ignore: decorator
@inline
const NEGLIGIBLE: f32 = 1e-20;

/**
 * The backward sweep of a chunk of four trials: the gradients of a rule, summed over time and trials.
 * Arguments as in `simulate`, and:
 * @param error d [step][output] in lanes
 * @param rateError [neuron] in lanes: the firing-rate regularisation's part of L
 * @param psiBar ψ̄ [step][neuron] in lanes, written and used by online rules only
 * @param gradients one f32 for each sum, written here
 */
export function sweep(inputEvents: usize, inputOffsets: usize, events: usize, offsets: usize, psi: usize, error: usize, rateError: usize, psiBar: usize, gradients: usize): void {
  const row = neurons * LANES;
  const ring = (delaySteps + 1) * row;
  const l = workspace;
  const lambdaB = l + outputs * LANES;
  const heardBar = lambdaB + row;
  const lambdaV = heardBar + row;
  const emitted = lambdaV + ring;
  memory.fill(l, 0, sweepBytes(neurons, outputs, delaySteps));
  memory.fill(sums, 0, sumCount * LANES);
  if (online) filterPsi(psi, psiBar);

  for (let t = steps - 1; t >= 0; t--) {
    const d = error + t * outputs * LANES;
    const slot = (t % (delaySteps + 1)) * row;
    const laterSlot = ((t + 1) % (delaySteps + 1)) * row;
    const heardSlot = ((t + delaySteps) % (delaySteps + 1)) * row;
    filterError(l, d);
    const source = heard == 2 ? lambdaV + heardSlot : emitted + heardSlot;
    for (let from = 0, group = groupEnds; from < neurons; from = load<i32>(group), group += 4) {
      stepAdjoints(from, load<i32>(group), l, d, psi + t * row, rateError, psiBar + t * row, source, emitted + slot, heardBar, lambdaV + slot, lambdaV + laterSlot, lambdaB);
    }
    // dW_rec[q,p] = (1−α_p) Σ_t z_q(t−D) λ_v,p(t);  dW_in[i,p] = (1−α_p) Σ_t x_i(t) λ_v,p(t)
    if (t >= delaySteps) addGradients(lambdaV + slot, recurrentPlaces, events, offsets + ((t - delaySteps) << 2));
    addGradients(lambdaV + slot, inputPlaces, inputEvents, inputOffsets + (t << 2));
    addOutputGradients(l, d, events, offsets + (t << 2));
  }
  writeGradients(inputPlaces, inputs, gradients);
  writeGradients(recurrentPlaces, neurons, gradients);
  for (let n = (outputSums - sums) >> 4; n < <usize>sumCount; n++) store<f32>(gradients + (n << 2), sumOfLanes(v128.load(sums + (n << 4))));
}

/** Writes the sums of a matrix's places, times 1−α_p. */
function writeGradients(places: usize, rows: i32, gradients: usize): void {
  const end = <usize>load<u32>(places + (rows << 2));
  for (let entry = <usize>load<u32>(places); entry < end; entry += 8) {
    const at = <usize>load<u32>(entry, 4);
    store<f32>(gradients + (at >> 2), sumOfLanes(v128.load(sums + at)) * load<f32>(constants + <usize>load<u32>(entry), GAIN));
  }
}

/** l_k(t) = κ l_k(t+1) + (1−κ) d_k(t) */
function filterError(l: usize, d: usize): void {
  for (let i = 0; i < outputs * LANES; i += LANES) {
    const value = f32x4.add(f32x4.mul(f32x4.splat(kappa), v128.load(l + i)), f32x4.mul(f32x4.splat(oneMinusKappa), v128.load(d + i)));
    v128.store(l + i, v128.and(value, f32x4.ge(f32x4.abs(value), f32x4.splat(NEGLIGIBLE))));
  }
}

/** ψ̄(t) = κ ψ̄(t−1) + (1−κ) ψ(t) */
function filterPsi(psi: usize, psiBar: usize): void {
  const row = neurons * LANES;
  const kappas = f32x4.splat(kappa);
  const gains = f32x4.splat(oneMinusKappa);
  for (let i = 0; i < row; i += LANES) v128.store(psiBar + i, f32x4.mul(gains, v128.load(psi + i)));
  for (let i = row; i < steps * row; i += LANES) {
    v128.store(psiBar + i, f32x4.add(f32x4.mul(kappas, v128.load(psiBar + i - row)), f32x4.mul(gains, v128.load(psi + i))));
  }
}

/** Σ_k F[p,k] x_k */
// @ts-ignore: decorator
@inline
function fedBack(p: i32, x: usize): v128 {
  let sum = f32x4.splat(0);
  const end = <usize>load<u32>(feedback + (p << 2), 4);
  for (let entry = <usize>load<u32>(feedback + (p << 2)); entry < end; entry += 8) {
    sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(entry, 4), v128.load(x + load<u32>(entry))));
  }
  return sum;
}

/** Σ_j G[p,j] x_j: even and odd entries apart, then together. */
// @ts-ignore: decorator
@inline
function modulated(p: i32, x: usize): v128 {
  let even = f32x4.splat(0);
  let odd = f32x4.splat(0);
  const end = <usize>load<u32>(modulation + (p << 2), 4);
  let entry = <usize>load<u32>(modulation + (p << 2));
  for (; entry + 8 < end; entry += 16) {
    even = f32x4.add(even, f32x4.mul(v128.load32_splat(entry, 4), v128.load(x + load<u32>(entry))));
    odd = f32x4.add(odd, f32x4.mul(v128.load32_splat(entry, 12), v128.load(x + load<u32>(entry, 8))));
  }
  if (entry < end) even = f32x4.add(even, f32x4.mul(v128.load32_splat(entry, 4), v128.load(x + load<u32>(entry))));
  return f32x4.add(even, odd);
}

/** Λ(t), a(t), λ_v(t) and λ_b(t) of a group of neurons. */
function stepAdjoints(from: i32, to: i32, l: usize, d: usize, psi: usize, rateError: usize, psiBar: usize, source: usize, emitted: usize, heardBar: usize, lambdaV: usize, laterV: usize, lambdaB: usize): void {
  const alphas = hold(load<f32>(constants + from * LANES, ALPHA));
  const gains = hold(load<f32>(constants + from * LANES, GAIN));
  const rhoGains = hold(load<f32>(constants + from * LANES, RHO_GAIN));
  const resets = hold(tracedReset);
  const ofNeurons = constants;
  for (let p = to - 1, i: usize = (to - 1) * LANES; p >= from; p--, i -= LANES) {
    const psiP = v128.load(psi + i);
    const lambdaVLater = v128.load(laterV + i);
    const betaP = load<f32>(ofNeurons + i, BETA);
    if (heard && !online && !v128.any_true(psiP)) {
      // Where ψ is 0 in every trial nothing is emitted and no credit taken: the adjoints only decay.
      v128.store(emitted + i, psiP);
      v128.store(lambdaV + i, f32x4.mul(alphas, lambdaVLater));
      if (betaP != 0) {
        const lambdaBLater = v128.load(lambdaB + i);
        v128.store(lambdaB + i, f32x4.sub(lambdaBLater, f32x4.mul(rhoGains, lambdaBLater)));
      }
      continue;
    }
    // Λ(t) = L(t) + Γ(t) with L_p(t) = Σ_k F[p,k] l_k(t) + r_p and Γ_p(t) = Σ_j (1−α_j) G[p,j] a_j(t+D)
    const learning = f32x4.add(v128.load(rateError + i), fedBack(p, l));
    let credit = learning;
    if (heard) {
      let gamma = f32x4.mul(gains, modulated(p, source));
      if (online) {
        // (1−κ) Σ_{s≥t} κ^(s−t) Γ(s);  a_j(t) = δ_j(t) ψ̄_j(t)
        gamma = f32x4.add(f32x4.mul(f32x4.splat(kappa), v128.load(heardBar + i)), f32x4.mul(f32x4.splat(oneMinusKappa), gamma));
        v128.store(heardBar + i, gamma);
        v128.store(emitted + i, f32x4.mul(fedBack(p, d), v128.load(psiBar + i)));
      } else if (heard == 1) {
        // a_j(t) = L_j(t) ψ_j(t)
        v128.store(emitted + i, f32x4.mul(learning, psiP));
      }
      credit = f32x4.add(learning, gamma);
    }
    if (leakOnly) {
      // λ_v(t) = α λ_v(t+1) + ψ(t) Λ(t)
      v128.store(lambdaV + i, f32x4.add(f32x4.mul(alphas, lambdaVLater), f32x4.mul(psiP, credit)));
      continue;
    }
    // λ_z(t) = Λ(t) − v_th λ_v(t+1) + (1−ρ) λ_b(t+1)
    let lambdaZ = f32x4.sub(credit, f32x4.mul(resets, lambdaVLater));
    if (betaP != 0) {
      const lambdaBLater = v128.load(lambdaB + i);
      const faded = f32x4.mul(rhoGains, lambdaBLater);
      lambdaZ = f32x4.add(lambdaZ, faded);
      // λ_b(t) = ρ λ_b(t+1) − β ψ(t) λ_z(t), with ρ λ_b as λ_b − (1−ρ) λ_b
      v128.store(lambdaB + i, f32x4.sub(f32x4.sub(lambdaBLater, faded), f32x4.mul(f32x4.splat(betaP), f32x4.mul(psiP, lambdaZ))));
    }
    // λ_v(t) = α λ_v(t+1) + ψ(t) λ_z(t)
    v128.store(lambdaV + i, f32x4.add(f32x4.mul(alphas, lambdaVLater), f32x4.mul(psiP, lambdaZ)));
  }
}

/** Adds λ_v to the wanted places of every channel that spikes in the step whose offset is given. */
function addGradients(lambdaV: usize, places: usize, events: usize, offset: usize): void {
  const end = events + (<usize>load<u32>(offset, 4) << 1);
  for (let e = events + (<usize>load<u32>(offset) << 1); e < end; e += 2) {
    const event = <u32>load<u16>(e);
    const lanes = lanesOf(event);
    const row = rowOf(places, event);
    const rowEnd = <usize>load<u32>(row, 4);
    for (let entry = <usize>load<u32>(row); entry < rowEnd; entry += 8) {
      const sum = sums + load<u32>(entry, 4);
      v128.store(sum, f32x4.add(v128.load(sum), v128.and(v128.load(lambdaV + load<u32>(entry)), lanes)));
    }
  }
}

/** dW_out[j,k] = Σ_t z_j(t) l_k(t);  dbias_k = Σ_t d_k(t) */
function addOutputGradients(l: usize, d: usize, events: usize, offset: usize): void {
  const end = events + (<usize>load<u32>(offset, 4) << 1);
  for (let e = events + (<usize>load<u32>(offset) << 1); e < end; e += 2) {
    const event = <u32>load<u16>(e);
    const lanes = lanesOf(event);
    const sum = outputSums + (event >> 4) * outputs * LANES;
    for (let i = 0; i < outputs * LANES; i += LANES) {
      v128.store(sum + i, f32x4.add(v128.load(sum + i), v128.and(v128.load(l + i), lanes)));
    }
  }
  for (let i = 0; i < outputs * LANES; i += LANES) v128.store(biasSums + i, f32x4.add(v128.load(biasSums + i), v128.load(d + i)));
}
