import { createEngine, evidenceAccumulation, initialWeights, mapMatrix, networkOf, ruleOf, settings, typeMeans, type Rule } from 'mdgl';
import { describe, expect, it } from 'vitest';

describe('with the package alone', () => {
  const chosen = settings('tiny');
  const network = networkOf(chosen);
  const { weights } = initialWeights(chosen, 1);
  const batch = { network, weights, feedback: weights.output, ...evidenceAccumulation(chosen.task, 1, 'training', 0, 8) };
  // hears of its own type alone
  const own: Rule = {
    id: 'own-type', label: 'own type', credit: 'local', trace: 'full', feedback: 'symmetric',
    modulation(recurrent, { types, cellTypes }) {
      const mean = typeMeans(recurrent, types, cellTypes, 'nonzero');
      return mapMatrix(recurrent, (w, p, j) => w !== 0 && types[p] === types[j] ? mean[types[p]][types[j]] : 0);
    },
  };

  it.each(['reference', 'wasm'])("a rule of one's own runs in the %s engine, and learns differently from e-prop and MDGL", async (name) => {
    const engine = createEngine(name);
    const changes = [];
    for (const rule of [own, ruleOf('e-prop'), ruleOf('mdgl')]) changes.push((await engine.learn({ ...batch, rule })).gradients.recurrent);
    await engine.close();
    const size = (matrix: Float64Array[]) => Math.max(...matrix.flatMap((row) => Array.from(row, Math.abs)));
    expect(size(changes[0])).toBeGreaterThan(0);
    for (const other of changes.slice(1)) {
      expect(size(changes[0].map((row, q) => row.map((change, p) => change - other[q][p]))) / size(other)).toBeGreaterThan(1e-3);
    }
  });
});
