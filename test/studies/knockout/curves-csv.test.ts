import { expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { formatKnockout, formatStudy, parseKnockout, parseStudy } from '../../../src/studies/knockout/curves-csv';

const numbers = { rule: 'mdgl', seed: 1, iteration: 10, loss: 0.1 + 0.2, accuracy: 0.5, rateHz: 12 };

it('writes a knock-out with its curve first, and reads it', () => {
  const points = [{ curve: 'untouched' as const, ...numbers }, { curve: 'changed' as const, ...numbers }];
  expect(formatKnockout(points).split('\n')).toEqual([
    'curve,rule,seed,iteration,loss,accuracy,rateHz',
    'untouched,mdgl,1,10,0.30000000000000004,0.5,12',
    'changed,mdgl,1,10,0.30000000000000004,0.5,12',
    '',
  ]);
  expect(parseKnockout(formatKnockout(points), 'runs.csv')).toEqual(points);
});

it('writes a study with pair and from, empty where nothing is silent, and reads it', () => {
  const points = [
    { curve: 'untouched' as const, pair: null, from: null, ...numbers },
    { curve: 'changed' as const, pair: 'E>I', from: 0, ...numbers },
  ];
  expect(formatStudy(points).split('\n')).toEqual([
    'curve,pair,from,rule,seed,iteration,loss,accuracy,rateHz',
    'untouched,,,mdgl,1,10,0.30000000000000004,0.5,12',
    'changed,E>I,0,mdgl,1,10,0.30000000000000004,0.5,12',
    '',
  ]);
  expect(parseStudy(formatStudy(points), 'runs.csv')).toEqual(points);
});

it('writes several silent pairs in quotes, and reads them', () => {
  const points = ['E>I,I>E', 'random:0.66'].map((pair) => ({ curve: 'changed' as const, pair, from: 0, ...numbers }));
  expect(formatStudy(points).split('\n').slice(1, 3)).toEqual([
    'changed,"E>I,I>E",0,mdgl,1,10,0.30000000000000004,0.5,12',
    'changed,random:0.66,0,mdgl,1,10,0.30000000000000004,0.5,12',
  ]);
  expect(parseStudy(formatStudy(points), 'runs.csv')).toEqual(points);
});

it('writes a quote twice', () => {
  const points = [{ curve: 'changed' as const, pair: 'a "b">c', from: 0, ...numbers }];
  expect(formatStudy(points)).toContain('changed,"a ""b"">c",0,');
  expect(parseStudy(formatStudy(points), 'runs.csv')).toEqual(points);
});

it.each([
  ['changed,,,mdgl,1,0,1,1,1', /curve changed has pair "" and from ""; allowed is both for changed, neither for untouched/],
  ['untouched,E>I,300,mdgl,1,0,1,1,1', /curve untouched has pair "E>I" and from "300"/],
  ['silent,E>I,300,mdgl,1,0,1,1,1', /line 2, column curve is "silent"; allowed is untouched or changed/],
  ['changed,E>I,soon,mdgl,1,0,1,1,1', /column from is "soon"; allowed is a whole number, 0 or more, or nothing/],
])('refuses %s', (row, message) => {
  const parse = () => parseStudy(`curve,pair,from,rule,seed,iteration,loss,accuracy,rateHz\n${row}\n`, 'runs.csv');
  expect(parse).toThrow(InputError);
  expect(parse).toThrow(message);
});
