import * as z from 'zod';
import { ln } from '../digits';
import { exponential, uniform, type Stream } from '../random';

/** Neurons first … first + neurons − 1 that fire from step `start` on, for so many steps. */
interface Burst {
  readonly first: number;
  readonly neurons: number;
  readonly start: number;
  readonly steps: number;
  readonly rateHz: number;
}

/**
 * Adds the Poisson spikes of a population as pairs (step, input). One clock walks through the milliseconds of all its
 * neurons, each step neuron by neuron, from spike to spike by exponential gaps: the counts in different milliseconds are
 * independent and Poisson, more than one spike included, and only spikes cost a draw.
 */
export function addPoisson(spikes: number[], from: Stream, burst: Burst): void {
  const meanGap = 1000 / burst.rateHz;
  const end = burst.steps * burst.neurons;
  for (let at = meanGap * exponential(from); at < end; at += meanGap * exponential(from)) addAt(spikes, burst, Math.floor(at));
}

/** What a rate of Bernoulli spikes may be: in each millisecond a neuron fires once with this probability × 1000. */
export const bernoulliRate = z.number().positive().max(999);

/**
 * Adds the Bernoulli spikes of a population as pairs (step, input): in each millisecond each neuron fires once with probability
 * `rateHz` / 1000, or not. Only spikes cost a draw: the gap to the next one is geometric.
 */
export function addBernoulli(spikes: number[], from: Stream, burst: Burst): void {
  const end = burst.steps * burst.neurons;
  const silence = ln(1 - burst.rateHz / 1000);
  if (silence === 0) return; // no spike in 10^16 steps
  const gap = () => Math.floor(ln(1 - uniform(from)) / silence);
  for (let at = gap(); at < end; at += 1 + gap()) addAt(spikes, burst, at);
}

/** @param cell counts a burst's neurons, step by step */
function addAt(spikes: number[], { start, first, neurons }: Burst, cell: number): void {
  spikes.push(start + Math.floor(cell / neurons), first + cell % neurons);
}
