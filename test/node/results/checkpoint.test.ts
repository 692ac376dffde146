import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { ruleOf } from '../../../src/core/rules';
import { settings } from '../../../src/core/settings';
import { begin } from '../../../src/core/training/train';
import { readCheckpoint, writeCheckpoint, type Checkpoint } from '../../../src/node/results/checkpoint';
import { newFolder } from '../../support/golden';

function example(): Checkpoint {
  const tiny = settings('tiny');
  const progress = begin({ settings: tiny, rule: ruleOf('mdgl'), seed: 3 });
  progress.iteration = 7;
  progress.curve.push({ iteration: 0, loss: 0.1 + 0.2, accuracy: 1 / 3, rateHz: 12.5 });
  progress.state.recurrent.m.set([NaN, -0, 5e-324, Infinity]);
  progress.state.clock.beta1Power = 0.9 ** 7;
  return {
    format: 'mdgl-checkpoint/1', settings: tiny, rule: 'mdgl', seed: 3, feedback: 'symmetric', engine: 'reference', seconds: 1.5, progress,
  };
}

function written(): string {
  const path = join(newFolder(), 'mdgl-3.json');
  writeCheckpoint(path, example());
  return path;
}

describe('checkpoints', () => {
  it('read back as they were written, to the last bit', () => {
    const path = written();
    expect(readCheckpoint(path)).toEqual(example());
    expect(Object.is(readCheckpoint(path)!.progress!.state.recurrent.m[1], -0)).toBe(true);
    expect(JSON.parse(readFileSync(path, 'utf8')).payload.seed).toBe(3);
  });

  it('read back after an editor of Windows has saved them', () => {
    const path = written();
    writeFileSync(path, `\ufeff${readFileSync(path, 'utf8').replaceAll('\n', '\r\n')}`);
    expect(readCheckpoint(path)).toEqual(example());
  });

  it('leave no other file behind', () => {
    const path = written();
    writeCheckpoint(path, { ...example(), seconds: 2 });
    expect(readdirSync(dirname(path))).toEqual(['mdgl-3.json']);
    expect(readCheckpoint(path)!.seconds).toBe(2);
  });

  it('are not there where there is no file', () => {
    expect(readCheckpoint(join(newFolder(), 'none.json'))).toBeUndefined();
  });

  it.each<[string, (text: string) => string]>([
    ['cut short', (text) => text.slice(0, -1000)],
    ['empty', () => ''],
    ['with one digit changed', (text) => text.replace('"iteration":7', '"iteration":8')],
    ['with one bit of the weights changed', (text) => text.replace(/(Float64Array":"A?)./, '$1z')],
    ['with another checksum', (text) => text.replace(/"sha256":"../, '"sha256":"zz')],
    ['that are something else', () => '{"hello":"world"}\n'],
  ])('%s are refused by name', (_, damage) => {
    const path = written();
    const text = readFileSync(path, 'utf8');
    expect(damage(text)).not.toBe(text);
    writeFileSync(path, damage(text));
    expect(() => readCheckpoint(path)).toThrow(
      new InputError(`${path}: this checkpoint is damaged (its SHA-256 does not fit); delete it, and its run begins anew`)
    );
  });
});
