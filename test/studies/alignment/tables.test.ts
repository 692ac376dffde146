import { describe, expect, it } from 'vitest';
import { referenceEngine } from '../../../src/core/engine/reference/reference';
import { InputError } from '../../../src/core/errors';
import { formatTable, parseStudyTable, tableNames, tablesOf } from '../../../src/studies/alignment/tables';
import { measureInitial } from './small-study';

const at = { path: 'bptt', seed: 2, iteration: 50 };

describe('the tables of a study', () => {
  it('have a row for each number that was measured, and are read as they were written', async () => {
    const tables = tablesOf('bptt', 2, [await measureInitial(referenceEngine())]);
    expect(tableNames.map((name) => [name, tables[name].length])).toEqual([
      ['alignment', 7 * 9],
      ['modulation', 4 * 9],
      ['means', 4],
      ['rates', 3],
      ['survival', 3],
      ['gamma', 3],
    ]);
    for (const name of tableNames) {
      const text = formatTable(name, tables[name] as never);
      const read = parseStudyTable(name, text, `${name}.csv`);
      expect(read).toHaveLength(tables[name].length);
      expect(formatTable(name, read as never)).toBe(text);
    }
  });

  it('hold 6 significant digits, and nothing where there is no number', () => {
    const rows = [
      { ...at, rule: 'mdgl', part: 'all', cosine: 0.123456789, relativeError: null },
      { ...at, rule: 'rflo', part: 'all', cosine: -1.5e-7, relativeError: 12345678 },
    ];
    const text = formatTable('alignment', rows);
    expect(text).toBe(
      'path,seed,iteration,rule,part,cosine,relativeError\nbptt,2,50,mdgl,all,0.123457,\nbptt,2,50,rflo,all,-1.5e-7,12345700\n'
    );
    expect(parseStudyTable('alignment', text, 'a.csv')).toEqual([
      { ...rows[0], cosine: 0.123457 },
      { ...rows[1], relativeError: 12345700 },
    ]);
  });

  it('never hold what is no number', () => {
    expect(() => formatTable('gamma', [{ ...at, receiver: 'all', explained: NaN, squaredCorrelation: 0 }])).toThrow(
      'gamma.explained is NaN, must be finite'
    );
  });

  it('name what may not stand there', () => {
    expect(() => parseStudyTable('means', 'path,seed,iteration,sender,receiver,mean,connections\nbptt,1,0,E,I,many,3\n', 'means.csv'))
      .toThrow(new InputError('means.csv: line 2, column mean is "many"; allowed is a finite number'));
    expect(() => parseStudyTable('means', 'path,seed\nbptt,1\n', 'means.csv')).toThrow('means.csv: line 1 has no column "iteration"');
  });
});
