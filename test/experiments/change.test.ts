import { describe, expect, it } from 'vitest';
import { settings } from '../../src/config';
import { InputError } from '../../src/errors';
import { checkChanges, modulationWith, type Change } from '../../src/experiments/change';
import { describeChanges, parseChanges, type ChangeTexts } from '../../src/experiments/parse-changes';
import { nameOf, pairOf, pairsOf } from '../../src/experiments/pair';
import { networkOf } from '../../src/network/network';
import { zeros, type Matrix } from '../../src/network/matrix';
import { ruleOf, rules } from '../../src/rules';
import { typeMeans } from '../../src/rules/type-means';
import { initialState, weightsOf } from '../../src/training/state';

const tiny = settings('tiny');
const { cellTypes } = tiny.network;
const { types, neurons } = networkOf(tiny);
const [I, E] = [0, 1];
const mdgl = { rule: ruleOf('mdgl'), settings: tiny };
const recurrent = weightsOf(initialState(tiny, 1)).recurrent;
const G = mdgl.rule.modulation!(recurrent, networkOf(tiny));

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
    expect(pairsOf(cellTypes).map(nameOf)).toEqual(['E>E', 'E>I', 'I>E', 'I>I']);
  });

  it('are read with spaces, and refused with what is allowed', () => {
    expect(pairOf(' E > I ', cellTypes)).toEqual({ sender: 'E', receiver: 'I' });
    for (const text of ['', 'E', 'E>', '>I', 'E>X', 'e>i', 'E>I>E', 'E→I', 'E<I']) {
      expect(messageOf(() => pairOf(text, cellTypes))).toBe(`${JSON.stringify(text)} is no pair of cell types; allowed is sender>receiver, one of E>E, E>I, I>E, I>I`);
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
    expect(parsed({})).toEqual([]);
    expect(describeChanges([])).toBe('nothing changed');
  });

  it.each<[ChangeTexts, RegExp]>([
    [{ silence: '' }, /^silence "" is no pair of cell types; allowed is sender>receiver, one of E>E, E>I, I>E, I>I$/],
    [{ silence: 'E>I,' }, /^silence "" is no pair/],
    [{ silence: 'E>X' }, /^silence "E>X" is no pair/],
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
    expect(messageOf(() => check({ silence: 'E>I', freeze: 'E>I' }))).toBe('E>I is named twice (silence, freeze); allowed is one change of a pair');
    expect(messageOf(() => check({ scale: 'E>I=1,E>I=2' }))).toMatch(/^E>I is named twice/);
  });

  it.each(['bptt', 'e-prop', 'rflo'])('refuses every change under %s, but not none', (rule) => {
    for (const texts of [{ silence: 'E>I' }, { freeze: 'E>I' }, { scale: 'E>I=1' }]) {
      expect(messageOf(() => check(texts, rule))).toBe(`rule ${rule}: cell types say nothing to one another that could be changed; allowed is mdgl, mdgl-bca, nl-mdgl, on-mdgl`);
    }
    expect(() => check({}, rule)).not.toThrow();
  });

  it('freezes only where there are means', () => {
    expect(messageOf(() => check({ freeze: 'E>I' }, 'mdgl-bca'))).toBe('freeze E>I: mdgl-bca takes no means of blocks that could be kept; allowed with mdgl, nl-mdgl, on-mdgl');
    expect(() => check({ silence: 'E>I', scale: 'E>E=2' }, 'mdgl-bca')).not.toThrow();
    for (const rule of ['mdgl', 'nl-mdgl', 'on-mdgl']) expect(() => check({ freeze: 'E>I' }, rule)).not.toThrow();
  });

  it('refuses a factor that is no number, which a program may give', () => {
    expect(messageOf(() => checkChanges([{ sender: 'E', receiver: 'I', how: 'scale', factor: NaN }], ruleOf('mdgl'), cellTypes))).toBe('scale E>I=NaN: the factor must be a finite number');
  });

  it('knows every rule whose G is made of means', () => {
    const constant = rules.filter(({ modulation }) => {
      const blocks = modulation && [I, E].flatMap((p) => [I, E].map((j) => new Set(entries(block(modulation(recurrent, networkOf(tiny)), p, j)).filter((g) => g !== 0))));
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
    expect(modulationWith(pairsOf(cellTypes).map((pair) => ({ ...pair, how: 'silence' })), mdgl, recurrent)(G)).toEqual(zeros(neurons, neurons));
  });

  it('scales a block; by 1 nothing changes', () => {
    const scaled = (factor: number) => modulationWith([{ sender: 'I', receiver: 'E', how: 'scale', factor }], mdgl, recurrent)(G);
    expect(scaled(1)).toEqual(G);
    expect(block(scaled(0.5), E, I)).toEqual(block(G, E, I).map((row) => row.map((g) => g / 2)));
    expect(block(scaled(0.5), I, E)).toEqual(block(G, I, E));
  });

  describe('freezes the mean of a block', () => {
    /** As later in training: other weights, other connections. */
    const later = recurrent.map((row, p) => row.map((w, j) => (p + j) % 5 === 0 ? 0 : 1.5 * w));
    const frozen = (id: string) => {
      const rule = ruleOf(id);
      const now = rule.modulation!(later, networkOf(tiny));
      return { now, held: modulationWith([{ sender: 'E', receiver: 'I', how: 'freeze' }], { rule, settings: tiny }, recurrent)(now) };
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

    it('everywhere, where everybody hears everybody (nl-mdgl)', () => {
      const { now, held } = frozen('nl-mdgl');
      expect(new Set(entries(block(held, I, E)))).toEqual(new Set([meanThen('all')]));
      expect(entries(block(now, I, E))[0]).not.toBe(meanThen('all'));
      for (const [p, j] of [[E, I], [E, E], [I, I]]) expect(block(held, p, j)).toEqual(block(now, p, j));
    });
  });
});
