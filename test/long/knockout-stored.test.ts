import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createEngine } from '../../src/core/engine';
import { initialWeights } from '../../src/core/network/initial-weights';
import { ruleOf } from '../../src/core/rules';
import { settings } from '../../src/core/settings';
import { train, type CurvePoint } from '../../src/core/training/train';
import { modulationWith } from '../../src/studies/knockout/change';
import { parseChanges } from '../../src/studies/knockout/parse-changes';
import { readKnockoutStudy } from '../../src/studies/knockout/stored';

const FOLDER = join(__dirname, '..', '..', 'data', 'knockout');

it('the stored study begins as its silences train today, digit for digit', async () => {
  const whole = settings();
  const short = { ...whole, training: { ...whole.training, iterations: 10 } };
  const stored = readKnockoutStudy(FOLDER);
  const engine = createEngine('wasm', { workers: 2 });
  for (const [silence, seed] of [['E>I,I>E,I>I', 1], ['random:0.66', 2]] as const) {
    const run = { settings: short, rule: ruleOf('mdgl'), seed };
    const modulation = modulationWith(
      parseChanges({ silence }, whole.network.cellTypes),
      run,
      initialWeights(whole, seed).weights.recurrent
    );
    const curve: CurvePoint[] = [];
    for await (const point of train({ ...run, modulation }, engine)) curve.push(point);
    const begins = stored.filter((point) => point.pair === silence && point.seed === seed && point.iteration <= 10);
    expect(curve).toEqual(begins.map(({ iteration, loss, accuracy, rateHz }) => ({ iteration, loss, accuracy, rateHz })));
  }
  await engine.close();
});
