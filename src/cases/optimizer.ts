import { flat, zeros, type Matrix } from '../core/network/matrix';
import { stream } from '../core/random';
import { adamClock, advance } from '../core/training/adam';
import { moveSynapses } from '../core/training/optimizer';
import { reconnect } from '../core/training/rewiring';
import { synapsesOf, type Synapses } from '../core/training/synapses';
import { compare, type Comparison } from './compare';
import type { OptimizerCase } from './optimizer-case';
import { matrixOf } from './shapes';
import type { Findings } from './verify';

/** As many connections as there are places, so that every lost synapse comes back: the golden cases leave nothing to chance. */
const FULL = 1;

/** Takes the steps of a case, and compares θ after each; also which synapses are connected, exactly. */
export function compareOptimizer({ settings, sign, initiallyConnected, theta, steps }: OptimizerCase, tolerance: number): Findings {
  const signs = Int8Array.from(sign, ([ofRow]) => ofRow);
  const synapses = synapsesOf(matrixOf(theta), signs, (q, p) => initiallyConnected[q][p] === 1);
  const clock = adamClock();
  const step = { rate: settings.learningRate, l1: settings.l1, temperature: settings.temperature };
  const chance = stream(1, 'rewiring');
  const comparisons: Comparison[] = [];
  let exact = true;
  steps.forEach(({ gradient, theta: expected }, n) => {
    advance(clock);
    moveSynapses(synapses, matrixOf(gradient), clock, step, chance);
    reconnect([synapses], FULL, chance);
    const [actual, wanted] = [flat(thetaOf(synapses)), expected.flat()];
    comparisons.push(compare(`theta after step ${n + 1}`, actual, wanted, tolerance));
    exact &&= actual.every((value, s) => value > 0 === wanted[s] > 0);
  });
  return { exact, comparisons };
}

/** Returns θ of every place, pre × post. */
function thetaOf({ pres, posts, pre, post, theta }: Synapses): Matrix {
  const all = zeros(pres, posts);
  theta.forEach((value, s) => { all[pre[s]][post[s]] = value; });
  return all;
}
