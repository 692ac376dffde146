import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { mapMatrix, zeros, type Matrix } from '../../../src/core/network/matrix';
import { networkOf } from '../../../src/core/network/network';
import { ruleOf, rules } from '../../../src/core/rules';
import { typeMeans } from '../../../src/core/rules/type-means';
import { settings } from '../../../src/core/settings';
import { initialState, weightsOf } from '../../../src/core/training/state';
import { checkChanges, modulationWith, type Change } from '../../../src/studies/knockout/change';
import { nameOfPair, pairOf, pairsOf } from '../../../src/studies/knockout/pair';
import { describeChanges, parseChanges, type ChangeTexts } from '../../../src/studies/knockout/parse-changes';
import { contextOf } from '../../support/context';

const tiny = settings('tiny');
const { cellTypes } = tiny.network;
const { types, neurons } = networkOf(tiny);
const [I, E] = [0, 1];
const mdgl = { rule: ruleOf('mdgl'), settings: tiny, seed: 1 };
const recurrent = weightsOf(initialState(tiny, 1)).recurrent;
const G = mdgl.rule.modulation!(recurrent, contextOf(networkOf(tiny)));

const silence = (pair: string): Change => ({ ...pairOf(pair, cellTypes), how: 'silence' });
const messageOf = (f: () => unknown): string => {
  try {
    f();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).not.toContain('\n');
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
};

/** Entries of a block, receivers × senders. */
const block = (matrix: Matrix, receiver: number, sender: number) =>
  matrix.filter((_, p) => types[p] === receiver).map((row) => row.filter((_, j) => types[j] === sender));
const entries = (matrix: Matrix) => matrix.flatMap((row) => [...row]);

it('the settings here have both types, I first, and connections in every block', () => {
  expect(cellTypes.map(({ name }) => name)).toEqual(['I', 'E']);
  for (const p of [I, E]) for (const j of [I, E]) expect(entries(block(G, p, j)).filter((g) => g !== 0).length).toBeGreaterThan(5);
});

describe('pairs', () => {
  it('are all senders and receivers by name', () => {
    expect(pairsOf(cellTypes).map(nameOfPair)).toEqual(['E>E', 'E>I', 'I>E', 'I>I']);
  });

  it('are read with spaces, and refused with what is allowed', () => {
    expect(pairOf(' E > I ', cellTypes)).toEqual({ sender: 'E', receiver: 'I' });
    for (const text of ['', 'E', 'E>', '>I', 'E>X', 'e>i', 'E>I>E', 'E→I', 'E<I']) {
      expect(messageOf(() => pairOf(text, cellTypes))).toBe(
        `${JSON.stringify(text)} is no pair of cell types; allowed is sender>receiver, one of E>E, E>I, I>E, I>I`
      );
    }
  });

  it('are refused where two types have one name', () => {
    expect(messageOf(() => pairOf('E>E', [{ name: 'E' }, { name: 'E' }]))).toMatch(/^"E>E" names more than one pair/);
  });
});

describe('parseChanges', () => {
  const parsed = (texts: ChangeTexts) => parseChanges(texts, cellTypes);

  it('takes the order of pairs for no difference', () => {
    expect(parsed({ silence: 'I>I, E>E' })).toEqual(parsed({ silence: 'E>E, I>I' }));
    expect(parsed({ scale: 'I>I=2, E>E=3' })).not.toEqual(parsed({ scale: 'E>E=2, I>I=3' }));
  });

  it('reads each kind', () => {
    const changes = parsed({ silence: 'E>I, I>E', freeze: 'E>E', scale: 'I>I=-0.5e1' });
    expect(changes).toEqual([
      { sender: 'E', receiver: 'I', how: 'silence' },
      { sender: 'I', receiver: 'E', how: 'silence' },
      { sender: 'E', receiver: 'E', how: 'freeze' },
      { sender: 'I', receiver: 'I', how: 'scale', factor: -5 },
    ]);
    expect(describeChanges(changes)).toBe('E>I, I>E silent; E>E frozen; I>I × -5');
    expect(parsed({ silence: 'random: 0.660,E>I' })).toEqual([
      { sender: 'E', receiver: 'I', how: 'silence' },
      { how: 'silence', share: 0.66 },
    ]);
    expect(describeChanges(parsed({ silence: 'random:.66, E>I' }))).toBe('E>I, random:0.66 silent');
    expect(parsed({})).toEqual([]);
    expect(describeChanges([])).toBe('nothing changed');
  });

  it.each<[ChangeTexts, RegExp]>([
    [{ silence: '' }, /^silence "" is no pair of cell types; allowed is sender>receiver, one of E>E, E>I, I>E, I>I$/],
    [{ silence: 'E>I,' }, /^silence "" is no pair/],
    [{ silence: 'E>X' }, /^silence "E>X" is no pair/],
    [{ silence: 'random:1.5' },
      /^silence "random:1\.5": has no share; allowed is random:number, the number above 0, at most 1, such as random:0\.66$/],
    ...['x', '', '0', '-0.5', '66%', 'NaN', '0x1', '1e-999', '0.5:0.5'].map((share): [ChangeTexts, RegExp] =>
      [{ silence: `random:${share}` }, /^silence "random:.*": has no share/]),
    [{ silence: 'random' }, /^silence "random" is no pair/],
    [{ freeze: 'random:0.5' }, /^freeze "random:0\.5" is no pair/],
    [{ freeze: 'E' }, /^freeze "E" is no pair/],
    [{ scale: 'E>I' }, /^scale "E>I": has no factor; allowed is sender>receiver=number, such as E>I=0\.5$/],
    [{ scale: 'E>I=' }, /^scale "E>I=": has no factor/],
    [{ scale: 'E>I=half' }, /^scale "E>I=half": has no factor/],
    [{ scale: 'E>I=1e999' }, /^scale "E>I=1e999": has no factor/],
    [{ scale: 'X>I=2' }, /^scale X>I=2: "X>I" is no pair/],
  ])('refuses %j', (texts, message) => {
    expect(messageOf(() => parsed(texts))).toMatch(message);
  });
});

describe('checkChanges', () => {
  const check = (texts: ChangeTexts, rule = 'mdgl') => checkChanges(parseChanges(texts, cellTypes), ruleOf(rule), cellTypes);

  it('refuses a pair that is named twice', () => {
    expect(messageOf(() => check({ silence: 'E>I', freeze: 'E>I' }))).toBe(
      'E>I is named twice (silence, freeze); allowed is one change of a pair'
    );
    expect(messageOf(() => check({ scale: 'E>I=1,E>I=2' }))).toMatch(/^E>I is named twice/);
  });

  it.each(['bptt', 'e-prop', 'rflo'])('refuses every change under %s, but not none', (rule) => {
    for (const texts of [{ silence: 'E>I' }, { freeze: 'E>I' }, { scale: 'E>I=1' }]) {
      expect(messageOf(() => check(texts, rule))).toBe(
        `rule ${rule}: cell types say nothing to one another that could be changed; allowed is mdgl, mdgl-bca, nl-mdgl, on-mdgl`
      );
    }
    expect(() => check({}, rule)).not.toThrow();
  });

  it('takes one random share, beside pairs, and none that a program got wrong', () => {
    expect(() => check({ silence: 'random:0.5', freeze: 'E>I' })).not.toThrow();
    expect(messageOf(() => check({ silence: 'random:0.5,random:0.6' }))).toBe(
      'silence has both random:0.5 and random:0.6; allowed is one random share'
    );
    for (const share of [0, -1, 1.01, NaN, Infinity]) {
      expect(messageOf(() => checkChanges([{ how: 'silence', share }], ruleOf('mdgl'), cellTypes))).toMatch(
        /^silence random:.*: the share must be a number above 0, at most 1/
      );
    }
  });

  it('freezes only where there are means', () => {
    expect(messageOf(() => check({ freeze: 'E>I' }, 'mdgl-bca'))).toBe(
      'freeze E>I: mdgl-bca takes no means of blocks that could be kept; allowed with mdgl, nl-mdgl, on-mdgl'
    );
    expect(() => check({ silence: 'E>I', scale: 'E>E=2' }, 'mdgl-bca')).not.toThrow();
    for (const rule of ['mdgl', 'nl-mdgl', 'on-mdgl']) expect(() => check({ freeze: 'E>I' }, rule)).not.toThrow();
  });

  it('refuses a factor that is no number, which a program may give', () => {
    expect(messageOf(() => checkChanges([{ sender: 'E', receiver: 'I', how: 'scale', factor: NaN }], ruleOf('mdgl'), cellTypes))).toBe(
      'scale E>I=NaN: the factor must be a finite number'
    );
  });

  it('knows every rule whose G is made of means', () => {
    const constant = rules.filter(({ modulation }) => {
      const blocks =
        modulation
        && [I, E].flatMap((p) =>
          [I, E].map((j) => new Set(entries(block(modulation(recurrent, contextOf(networkOf(tiny))), p, j)).filter((g) => g !== 0)))
        );
      return blocks?.every(({ size }) => size === 1);
    });
    expect(constant.map(({ id }) => id)).toEqual(['mdgl', 'nl-mdgl', 'on-mdgl']);
  });
});

describe('modulationWith', () => {
  it('silences what receivers of one type hear from senders of one type, in this direction, and nothing else', () => {
    const silent = modulationWith([silence('E>I')], mdgl, recurrent)(G);
    expect(entries(block(silent, I, E)).every((g) => g === 0)).toBe(true);
    for (const [p, j] of [[E, I], [E, E], [I, I]]) expect(block(silent, p, j)).toEqual(block(G, p, j));
  });

  it('leaves the G it is given as it was', () => {
    const before = G.map((row) => row.slice());
    modulationWith(pairsOf(cellTypes).map((pair) => ({ ...pair, how: 'silence' })), mdgl, recurrent)(G);
    expect(G).toEqual(before);
  });

  it('silences everything pair by pair', () => {
    expect(
      modulationWith(
        pairsOf(cellTypes).map((pair) => ({ ...pair, how: 'silence' })),
        mdgl,
        recurrent
      )(G)
    ).toEqual(zeros(neurons, neurons));
  });

  it('scales a block; by 1 nothing changes', () => {
    const scaled = (factor: number) => modulationWith([{ sender: 'I', receiver: 'E', how: 'scale', factor }], mdgl, recurrent)(G);
    expect(scaled(1)).toEqual(G);
    expect(block(scaled(0.5), E, I)).toEqual(block(G, E, I).map((row) => row.map((g) => g / 2)));
    expect(block(scaled(0.5), I, E)).toEqual(block(G, I, E));
  });

  describe('silences a random share', () => {
    const silent = (share: number, run = mdgl, W = recurrent) => modulationWith([{ how: 'silence', share }], run, W);
    const placesIn = (matrix: Matrix) => entries(matrix).flatMap((g, n) => g === 0 ? [] : [n]);
    const connected = placesIn(recurrent);
    const everywhere = mapMatrix(zeros(neurons, neurons), () => 1);
    const silenced = (share: number, run = mdgl) => {
      const left = new Set(placesIn(silent(share, run)(run.rule.modulation!(recurrent, contextOf(networkOf(tiny))))));
      return connected.filter((n) => !left.has(n));
    };

    it('of the connected places, that many of them, and leaves the others as they are', () => {
      for (let n = 1; n <= 7; n++) expect(silenced(n / 7)).toHaveLength(Math.round(n * connected.length / 7));
      expect(entries(silent(0.66)(G)).filter((g) => g !== 0).every((g) => entries(G).includes(g))).toBe(true);
      expect(silent(1)(G)).toEqual(zeros(neurons, neurons));
    });

    it('drawn from all types alike: of each block about that share', () => {
      const heard = silent(0.5)(G);
      for (const p of [I, E]) {
        for (const j of [I, E]) {
          const [left, all] = [heard, G].map((matrix) => entries(block(matrix, p, j)).filter((g) => g !== 0).length);
          // four standard deviations of a fair coin
          expect(Math.abs(left / all - 0.5)).toBeLessThan(2 / Math.sqrt(all));
        }
      }
    });

    it('drawn by the seed alone: the same each time and for every rule, others for another seed, more for a larger share', () => {
      expect(silenced(0.66)).toEqual(silenced(0.66));
      for (const id of ['on-mdgl', 'mdgl-bca'] as const) expect(silenced(0.66, { ...mdgl, rule: ruleOf(id) })).toEqual(silenced(0.66));
      expect(silenced(0.8)).toEqual(expect.arrayContaining(silenced(0.66)));
      // under nl-mdgl everybody hears everybody, whatever the initial weights
      const heard = (seed: number) => silent(0.66, { ...mdgl, rule: ruleOf('nl-mdgl'), seed })(everywhere);
      expect(placesIn(heard(1))).not.toEqual(placesIn(heard(2)));
      expect(placesIn(heard(1))).toHaveLength(neurons ** 2 - Math.round(0.66 * neurons ** 2));
    });

    it('connected in the run\'s own initial weights', () => {
      const left = placesIn(silent(1, { ...mdgl, seed: 2 })(everywhere));
      const own = new Set(placesIn(weightsOf(initialState(tiny, 2)).recurrent));
      expect(left).toEqual(placesIn(everywhere).filter((n) => !own.has(n)));
    });

    it('the same places all along the run, whatever the weights have become', () => {
      const later = mapMatrix(recurrent, (w, p, j) => (p + j) % 5 === 0 ? 0 : 1.5 * w);
      expect(silent(0.66, mdgl, later)(everywhere)).toEqual(silent(0.66)(everywhere));
      expect(entries(silent(1)(everywhere)).filter((g) => g === 0)).toHaveLength(connected.length);
    });

    it('beside pairs', () => {
      const both = modulationWith([silence('E>I'), { how: 'silence', share: 0.66 }], mdgl, recurrent)(G);
      expect(both).toEqual(modulationWith([silence('E>I')], mdgl, recurrent)(silent(0.66)(G)));
    });
  });

  describe('freezes the mean of a block', () => {
    /** As later in training: other weights, other connections. */
    const later = recurrent.map((row, p) => row.map((w, j) => (p + j) % 5 === 0 ? 0 : 1.5 * w));
    const frozen = (id: string) => {
      const rule = ruleOf(id);
      const now = rule.modulation!(later, contextOf(networkOf(tiny)));
      return { now, held: modulationWith([{ sender: 'E', receiver: 'I', how: 'freeze' }], { ...mdgl, rule }, recurrent)(now) };
    };
    const meanThen = (which: 'nonzero' | 'all') => typeMeans(recurrent, types, 2, which)[I][E];

    it.each(['mdgl', 'on-mdgl'])('where there is a connection now (%s)', (id) => {
      const { now, held } = frozen(id);
      const connections = entries(block(later, I, E));
      expect(connections.some((w) => w === 0)).toBe(true);
      expect(entries(block(held, I, E))).toEqual(connections.map((w) => w === 0 ? 0 : meanThen('nonzero')));
      expect(entries(block(now, I, E)).find((g) => g !== 0)).not.toBe(meanThen('nonzero'));
      for (const [p, j] of [[E, I], [E, E], [I, I]]) expect(block(held, p, j)).toEqual(block(now, p, j));
    });

    it('over a newborn synapse, of weight 1e-12, as over any other', () => {
      const [[p, j]] = recurrent.flatMap((row, receiver) =>
        [...row.keys()]
          .filter((sender) => row[sender] !== 0 && types[receiver] === I && types[sender] === E)
          .map((sender) => [receiver, sender])
      );
      // alone in its block, so that the mean now is its weight
      const alone = recurrent.map((row, receiver) =>
        row.map((w, sender) => (types[receiver] !== I || types[sender] !== E ? w : receiver === p && sender === j ? -1e-12 : 0))
      );
      const now = mdgl.rule.modulation!(alone, contextOf(networkOf(tiny)));
      const held = modulationWith([{ sender: 'E', receiver: 'I', how: 'freeze' }], mdgl, recurrent)(now);
      expect([now[p][j], held[p][j]]).toEqual([-1e-12, meanThen('nonzero')]);
    });

    it('everywhere, where everybody hears everybody (nl-mdgl)', () => {
      const { now, held } = frozen('nl-mdgl');
      expect(new Set(entries(block(held, I, E)))).toEqual(new Set([meanThen('all')]));
      expect(entries(block(now, I, E))[0]).not.toBe(meanThen('all'));
      for (const [p, j] of [[E, I], [E, E], [I, I]]) expect(block(held, p, j)).toEqual(block(now, p, j));
    });
  });
});
