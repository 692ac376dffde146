import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { cell, formatRuns, parseRuns, parseTable } from '../../../src/core/tables/runs-csv';

const header = 'rule,seed,iteration,loss,accuracy,rateHz';

function messageOf(text: string): string {
  try {
    parseRuns(text, 'runs.csv');
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

describe('parseRuns', () => {
  it('reads every column of every row', () => {
    expect(parseRuns(`${header}\nmdgl,1,0,0.69,0.5,12\ne-prop,2,10,6.5e-1,0.25,0\n`, 'runs.csv')).toEqual([
      { rule: 'mdgl', seed: 1, iteration: 0, loss: 0.69, accuracy: 0.5, rateHz: 12 },
      { rule: 'e-prop', seed: 2, iteration: 10, loss: 0.65, accuracy: 0.25, rateHz: 0 },
    ]);
  });

  it('takes columns in any order, further columns, Windows line ends and a byte order mark', () => {
    const text = '\uFEFFloss,note,rule,seed,iteration,accuracy,rateHz\r\n0.5,"a, b",mdgl,3,20,1,15\r\n';
    expect(parseRuns(text, 'runs.csv')).toEqual([
      { rule: 'mdgl', seed: 3, iteration: 20, loss: 0.5, accuracy: 1, rateHz: 15 },
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('takes blanks around cells, quotes, and lines that end in %j', (end) => {
    const lines = ['"rule", seed ,iteration, loss, accuracy, rateHz', ' "mdgl" , 3, 20,\t0.5, "1" , 15 ', '', 'e-prop, 3, 20, 0.5, 1, 15'];
    expect(parseRuns(lines.join(end), 'runs.csv')).toEqual([
      { rule: 'mdgl', seed: 3, iteration: 20, loss: 0.5, accuracy: 1, rateHz: 15 },
      { rule: 'e-prop', seed: 3, iteration: 20, loss: 0.5, accuracy: 1, rateHz: 15 },
    ]);
  });

  it('names a column that is missing', () => {
    expect(messageOf('rule,seed,iteration,loss,accuracy\nmdgl,1,0,0.69,0.5\n')).toBe(
      'runs.csv: line 1 has no column "rateHz"; found "rule,seed,iteration,loss,accuracy", needed rule,seed,iteration,loss,accuracy,rateHz',
    );
    expect(messageOf('')).toBe(`runs.csv: line 1 has no column "rule"; found "", needed ${header}`);
  });

  it.each([
    ['loss', 'mdgl,1,0,abc,0.5,12', '"abc"', 'a finite number, 0 or more'],
    ['loss', 'mdgl,1,0,,0.5,12', '""', 'a finite number, 0 or more'],
    ['loss', 'mdgl,1,0,NaN,0.5,12', '"NaN"', 'a finite number, 0 or more'],
    ['loss', 'mdgl,1,0,Infinity,0.5,12', '"Infinity"', 'a finite number, 0 or more'],
    ['loss', 'mdgl,1,0,1e999,0.5,12', '"1e999"', 'a finite number, 0 or more'],
    ['loss', 'mdgl,1,0,-0.1,0.5,12', '"-0.1"', 'a finite number, 0 or more'],
    ['accuracy', 'mdgl,1,0,0.6,1.5,12', '"1.5"', 'a number from 0 to 1, or nothing'],
    ['rateHz', 'mdgl,1,0,0.6,0.5,0x1f', '"0x1f"', 'a finite number, 0 or more'],
    ['seed', 'mdgl,1.5,0,0.6,0.5,12', '"1.5"', 'a whole number, 0 or more'],
    ['iteration', 'mdgl,1,-10,0.6,0.5,12', '"-10"', 'a whole number, 0 or more'],
    ['rule', ' ,1,0,0.6,0.5,12', '""', 'a name'],
  ])('names line, column, value and what is allowed: %s in %s', (column, row, value, allowed) => {
    expect(messageOf(`${header}\nmdgl,1,10,0.6,0.5,12\n${row}\n`)).toBe(
      `runs.csv: line 3, column ${column} is ${value}; allowed is ${allowed}`,
    );
  });

  it('counts lines as an editor does, also after empty ones', () => {
    expect(messageOf(`${header}\n\n\nmdgl,1,0,x,0.5,12\n`)).toContain('line 4, column loss');
  });

  it('reports a table without rows', () => {
    expect(messageOf(`${header}\n`)).toBe('runs.csv: no rows below the header; at least one is needed');
  });

  it.each([
    ['mdgl,1,0,0.69', 'has 4 cells, the header has 6; needed are as many, numbers with a point and not a comma'],
    ['mdgl,1,0,0,69,0,5,12', 'has 8 cells, the header has 6; needed are as many, numbers with a point and not a comma'],
    ['mdgl;1;0;0,69;0,5;12', 'has 3 cells, the header has 6; needed are as many, numbers with a point and not a comma'],
    [
      '"mdgl,1,0,0.69,0.5,12\ne-prop,1,0,0.69,0.5,12',
      'has a quote too many or too few; allowed are quotes around a whole cell, doubled within',
    ],
    ['mdgl,1,0,"0.69,0.5,12', 'has a quote too many or too few; allowed are quotes around a whole cell, doubled within'],
    ['md"gl,1,0,0.69,0.5,12', 'has a quote too many or too few; allowed are quotes around a whole cell, doubled within'],
    ['"md"gl,1,0,0.69,0.5,12', 'has a quote too many or too few; allowed are quotes around a whole cell, doubled within'],
  ])('names the line of a row that is none: %s', (row, complaint) => {
    expect(messageOf(`${header}\nmdgl,1,10,0.6,0.5,12\n${row}\n`)).toBe(`runs.csv: line 3 ${complaint}`);
  });

  it.each([[';', 'semicolons'], ['\t', 'tabs'], ['|', 'bars']])('says what to do with another separator: %j', (separator, name) => {
    const message = `runs.csv: line 1 has ${name} between the columns; save it with commas between them, and numbers with a point`;
    expect(messageOf(`${header.replaceAll(',', separator)}\n`)).toBe(message);
    expect(messageOf(`sep=${separator}\n${header.replaceAll(',', separator)}\n`)).toBe(message);
    expect(messageOf(`\ufeff${header.split(',').map((column) => `"${column}"`).join(separator)}\n`)).toBe(message);
  });

  it.each(['utf16le', 'latin1'] as const)('says what to do with %s', (encoding) => {
    const text = Buffer.from(`${header}\nGröße,1,10,0.6,0.5,12\n`, encoding).toString('utf8');
    expect(messageOf(text)).toBe(
      encoding === 'latin1' ? 'runs.csv: line 2 is no UTF-8; save it as UTF-8' : 'runs.csv: line 1 is UTF-16 or no text; save it as UTF-8'
    );
  });

  it('refuses a needed column that is there twice', () => {
    expect(messageOf(`${header},loss\nmdgl,1,0,0.69,0.5,12,0.7\n`)).toBe('runs.csv: line 1 has column "loss" twice; allowed is once');
  });

  it('reports an iteration that a run has twice', () => {
    expect(messageOf(`${header}\nmdgl,1,0,0.6,0.5,12\nmdgl,2,0,0.6,0.5,12\nmdgl,1,0,0.7,0.5,12\n`)).toBe(
      'runs.csv: rule mdgl, seed 1 has iteration 0 twice; allowed is one row an iteration',
    );
  });

  it('keeps messages short where the value is long', () => {
    expect(messageOf(`${header}\nmdgl,1,0,${'9'.repeat(5)}${'x'.repeat(500)},0.5,12\n`).length).toBeLessThan(200);
  });
});

describe('formatRuns', () => {
  it('writes the shortest digits that read back as the same number', () => {
    const points = [
      { rule: 'mdgl', seed: 1, iteration: 0, loss: 0.1 + 0.2, accuracy: 1 / 3, rateHz: 1e-7 },
      { rule: 'e-prop', seed: 12, iteration: 2000, loss: 5e-324, accuracy: 1, rateHz: 12 },
    ];
    const text = formatRuns(points);
    expect(text).toBe(
      `${header}\nmdgl,1,0,0.30000000000000004,0.3333333333333333,1e-7\ne-prop,12,2000,5e-324,1,12\n`,
    );
    expect(parseRuns(text, 'runs.csv')).toEqual(points);
  });

  it('refuses a name that would break the table', () => {
    const point = { rule: 'a,b', seed: 1, iteration: 0, loss: 1, accuracy: 0, rateHz: 1 };
    expect(() => formatRuns([point])).toThrow('rule "a,b"; allowed is a name without commas');
  });
});

describe('parseTable', () => {
  it('reads only the columns that were asked for', () => {
    expect(parseTable('rule,iteration\nmdgl,10\n', 'a.csv', { iteration: cell.whole })).toEqual([{ iteration: 10 }]);
  });
});
