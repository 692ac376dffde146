import { describe, expect, it } from 'vitest';
import { InputError } from '../src/errors';
import { cell, formatRuns, parseRuns, parseTable } from '../src/runs-csv';

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
    ['accuracy', 'mdgl,1,0,0.6,1.5,12', '"1.5"', 'a number from 0 to 1'],
    ['rateHz', 'mdgl,1,0,0.6,0.5,0x1f', '"0x1f"', 'a finite number, 0 or more'],
    ['seed', 'mdgl,1.5,0,0.6,0.5,12', '"1.5"', 'a whole number, 0 or more'],
    ['iteration', 'mdgl,1,-10,0.6,0.5,12', '"-10"', 'a whole number, 0 or more'],
    ['rule', ' ,1,0,0.6,0.5,12', '" "', 'a name'],
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

  it('reports a row that is cut off, in one line', () => {
    const message = messageOf(`${header}\nmdgl,1,0,0.69\n`);
    expect(message).toMatch(/^runs\.csv: not a CSV table: .*line 2/);
    expect(message).not.toContain('\n');
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
