import { describe, expect, it } from 'vitest';
import { ruleOf, rules } from '../../../src/core/rules';
import { mdgl } from '../../../src/core/rules/mdgl';
import { mdglBca } from '../../../src/core/rules/mdgl-bca';
import { nlMdgl } from '../../../src/core/rules/nl-mdgl';
import { onMdgl } from '../../../src/core/rules/on-mdgl';
import { contextOf } from '../../support/context';
import { matrix } from '../../support/network';

const types = contextOf({ types: [0, 1, 0], cellTypes: 2 });
const recurrent = matrix(
  [0, 5, 2],
  [-1, 0, -3],
  [4, 0, 0],
);

describe('what a neuron hears of another, G [receiver][sender]', () => {
  it('in MDGL is the mean of the connections between their types, where it connects to the other', () => {
    expect(mdgl.modulation!(recurrent, types)).toEqual(matrix([0, 5, 3], [-2, 0, -2], [3, 0, 0]));
  });

  it('in MDGL reaches over a newborn synapse, of weight 1e-12, as over any other', () => {
    const [[, , mean]] = mdgl.modulation!(
      matrix([0, 0, 1e-12, 4], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]),
      contextOf({ types: [0, 0, 0, 0], cellTypes: 1 })
    );
    expect(mean).toBe((1e-12 + 4) / 2);
  });

  it('in MDGL before averaging is the weight itself', () => {
    expect(mdglBca.modulation!(recurrent, types)).toEqual(recurrent);
  });

  it('in NL-MDGL is the mean over all entries of the block, from every neuron and itself', () => {
    expect(nlMdgl.modulation!(recurrent, types)).toEqual(matrix([1.5, 2.5, 1.5], [-2, 0, -2], [1.5, 2.5, 1.5]));
  });

  it('in OnMDGL is that of MDGL, at another time', () => {
    expect(onMdgl.modulation!(recurrent, types)).toEqual(mdgl.modulation!(recurrent, types));
    expect([mdgl.online, onMdgl.online]).toEqual([undefined, true]);
  });

  it('does not depend on the weights\' order of types', () => {
    const swapped = contextOf({ types: [1, 0, 1], cellTypes: 2 });
    expect(mdgl.modulation!(recurrent, swapped)).toEqual(mdgl.modulation!(recurrent, types));
  });
});

describe('the list of rules', () => {
  it('holds the seven rules of the paper and e-prop as its authors have it, each with an id of its own', () => {
    expect(rules.map((rule) => rule.id).sort()).toEqual(
      ['bptt', 'e-prop', 'e-prop-no-reset', 'mdgl', 'mdgl-bca', 'nl-mdgl', 'on-mdgl', 'rflo']
    );
  });

  it('gives random feedback by default to RFLO alone', () => {
    expect(rules.filter((rule) => rule.credit === 'local' && rule.feedback === 'random').map((rule) => rule.id)).toEqual(['rflo']);
  });

  it('finds a rule by its id, and lists the ids for an unknown one', () => {
    expect(ruleOf('mdgl')).toBe(mdgl);
    expect(() => ruleOf('hebb')).toThrow(
      'unknown rule "hebb"; known are bptt, e-prop, e-prop-no-reset, mdgl, mdgl-bca, nl-mdgl, on-mdgl, rflo, mdgl-1, mdgl-random-N, '
        + 'mdgl-clusters-N'
    );
  });
});
