import { describe, expect, it } from 'vitest';
import { freePlaces, placesOf, synapsesOf, thetaGradient, weightsAt } from '../../../src/core/training/synapses';
import { matrix } from '../../support/network';

const weights = matrix([0, 2, -0], [-3, 0, -4]);
const sign = Int8Array.of(1, -1);
const connected = () => synapsesOf(weights, sign, (q, p) => weights[q][p] !== 0);

describe('synapses', () => {
  it('list the places of a matrix row by row, with magnitudes', () => {
    const { pre, post, theta, m, v } = connected();
    expect([[...pre], [...post], [...theta]]).toEqual([[0, 1, 1], [1, 0, 2], [2, 3, 4]]);
    expect([[...m], [...v]]).toEqual([[0, 0, 0], [0, 0, 0]]);
  });

  it('weigh sign times θ where θ is positive, and nothing elsewhere', () => {
    const synapses = connected();
    synapses.theta.set([5, -1, 6]);
    expect(weightsAt(synapses)).toEqual(matrix([0, 5, 0], [0, 0, -6]));
  });

  it('are connected from the moment that they are born, at θ = 1e-12: they weigh something and are not free', () => {
    const synapses = connected();
    synapses.theta.set([1e-12, 1, 1e-12]);
    expect(weightsAt(synapses)).toEqual(matrix([0, 1e-12, 0], [-1, 0, -1e-12]));
    expect(freePlaces(synapses)).toEqual([]);
  });

  it('turn the gradient by their sign', () => {
    expect([...thetaGradient(connected(), matrix([1, 2, 3], [4, 5, 6]))]).toEqual([2, -4, -6]);
  });

  it('tell their places, and which of them are free', () => {
    const synapses = connected();
    synapses.theta.set([0, 1, -1]);
    expect(placesOf(synapses)).toEqual(matrix([0, 1, 0], [1, 0, 1]));
    expect(freePlaces(synapses)).toEqual([0, 2]);
  });
});

describe('synapses of a cell without a sign', () => {
  const free = () => synapsesOf(weights, Int8Array.of(0, -1), (q, p) => weights[q][p] !== 0 || q === 0);

  it('weigh θ itself, of either sign, and take the gradient as it is', () => {
    const synapses = free();
    synapses.theta.set([-5, 2, 0]);
    expect(weightsAt(synapses)).toEqual(matrix([-5, 2, 0], [-3, 0, -4]));
    expect([...thetaGradient(synapses, matrix([1, 2, 3], [4, 5, 6]))]).toEqual([1, 2, 3, -4, -6]);
  });

  it('are there at every θ: none is lost, so none can be made anew', () => {
    const synapses = free();
    synapses.theta.set([-5, 2, 0, -1, 4]);
    expect(freePlaces(synapses)).toEqual([3]);
  });
});
