import type { Lesson } from '../../src/core/engine/engine';
import { zeros } from '../../src/core/network/matrix';
import type { Network } from '../../src/core/network/network';
import { raster } from '../../src/core/network/raster';
import { normal, stream, uniform } from '../../src/core/random';
import { randomFeedback } from '../../src/core/rules/feedback/random';
import type { Rule } from '../../src/core/rules/rule';
import { handNetwork } from './network';

const [NEURONS, INPUTS, OUTPUTS, STEPS, COUNT] = [6, 3, 2, 25, 2];

/** A lesson of a few rate units of different time constants, with input, autapses, a bias, and a target at every step. */
export function rateLesson(rule: Rule): Lesson {
  const draw = stream(7, 'benchmark');
  const random = (rows: number, columns: number, scale: number) => zeros(rows, columns).map((row) => row.map(() => scale * normal(draw)));
  const network: Network = handNetwork({
    units: 'tanh', neurons: NEURONS, inputs: INPUTS, outputs: OUTPUTS,
    alpha: Array.from({ length: NEURONS }, (_, p) => 1 - 1 / (2 + p)),
  });
  const weights = {
    input: random(INPUTS, NEURONS, 0.5),
    recurrent: random(NEURONS, NEURONS, 0.6),
    output: random(NEURONS, OUTPUTS, 0.7),
    bias: Float64Array.of(0.2, -0.1),
  };
  const trials = Array.from({ length: COUNT }, () => {
    const spikes: number[] = [];
    for (let t = 0; t < STEPS; t++) for (let i = 0; i < INPUTS; i++) while (uniform(draw) < 0.3) spikes.push(t, i);
    return { input: raster(STEPS, spikes), target: { values: random(STEPS, OUTPUTS, 1), squared: 'half mean' as const } };
  });
  const feedback = rule.credit === 'exact' ? weights.output : randomFeedback(network, 3);
  return { network, weights, trials, count: COUNT, steps: STEPS, rule, feedback };
}
