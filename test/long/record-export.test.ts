import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ruleOf } from '../../src/core/rules';
import { presets } from '../../src/core/settings';
import { lessonAfter } from '../../src/record/lesson-at';
import { quantityNames } from '../../src/record/quantities';
import { record } from '../../src/record/record';
import { writeZarr } from '../../src/record/write-zarr';

/** The Python to make an environment with; undefined where there is none. */
const PYTHON = ['python3', 'python'].find((name) => /^Python 3/.test(spawnSync(name, ['--version'], { encoding: 'utf8' }).stdout ?? ''));

/** What a reader in Python does: opens the folder by the names of its dimensions, and compares with the numbers as JSON. */
const CHECK = `
import json, sys, warnings
import numpy as np, xarray as xr, zarr
warnings.simplefilter('error')
folder, expected = sys.argv[1], json.load(open(sys.argv[2]))
data = xr.open_zarr(folder)
group = zarr.open_group(folder, mode='r')
assert group.metadata.zarr_format == 3
for key, value in expected['attributes'].items():
    assert data.attrs[key] == value, key
assert set(data.data_vars) == set(expected['arrays']), set(data.data_vars) ^ set(expected['arrays'])
assert set(data.coords) == set(expected['coordinates']), set(data.coords) ^ set(expected['coordinates'])
for name, array in {**expected['arrays'], **expected['coordinates']}.items():
    found, numbers = data[name], np.array(array['data']).reshape(array['shape'])
    assert list(found.dims) == array['dims'], (name, found.dims)
    assert found.attrs['units'] == array['unit'] and found.attrs['long_name'] == array['description'], name
    assert found.shape == numbers.shape and not np.isnan(found.values.astype(float)).any(), name
    assert np.array_equal(found.values, numbers), name
    assert np.array_equal(group[name][:], numbers), name
dims = expected['dims']
assert dict(data.sizes) == dims, data.sizes
# by name: Gamma of neuron 20 in trial 3, its parts, one synapse, all of one type
gamma = data.modulatorySignal.sel(trial=3, neuron=20)
parts = data.modulatorySignalByType.sel(trial=3, neuron=20)
assert np.abs(gamma).max() > 0 and np.allclose(parts.sum('sender'), gamma, rtol=0, atol=1e-12 * float(np.abs(gamma).max()))
one = data.where((data.pre == expected['pre']) & (data.post == expected['post']) & (data.fromInput == 0), drop=True)
assert one.sizes['synapse'] == 1
credit = data.credit.sel(neuron=expected['post'])
change = (credit * one.eligibility.isel(synapse=0)).cumsum('step')
assert np.allclose(change, one.weightChange.isel(synapse=0), rtol=1e-12, atol=1e-18)
names = data.neuronType.attrs['flag_meanings'].split()
assert names == ['I', 'E'] and int((data.neuronType == names.index('E')).sum()) == 28
assert data.step.attrs['units'] == 'ms' and data.step.values[-1] == dims['step'] - 1
# the recipes of the comment are code that runs: of each, what it gives by name
def recipes(ds):
    return [eval(text, {'ds': ds}) for text in ds.attrs['comment'].split('\`')[1::2]]
matrix, named = recipes(data)
place = dict(pre=expected['pre'], post=expected['post'])
assert set(matrix.eligibility.dims) == {'trial', 'step', 'pre', 'post'} and matrix.weight.dims == ('pre', 'post')
assert np.array_equal(matrix.eligibility.sel(place), one.eligibility.isel(synapse=0))
assert np.array_equal(named.modulatorySignalByType.sel(sender='E'), data.modulatorySignalByType[..., names.index('E')])
print('opened', len(expected['arrays']), 'arrays, trial x step x neuron', data.membrane.shape)
`;

/** All recurrent synapses as a matrix: every number at its place, and nothing elsewhere. */
const CHECK_MATRIX = `
import sys, warnings
import numpy as np, xarray as xr
warnings.simplefilter('error')
data = xr.open_zarr(sys.argv[1])
indexed = data.set_index(synapse=['pre', 'post'])
matrix = indexed.unstack('synapse').eligibility
assert matrix.dims == ('trial', 'step', 'pre', 'post'), matrix.dims
recipe = eval(data.attrs['comment'].split('\`')[1], {'ds': data})
assert np.array_equal(recipe.eligibility, matrix, equal_nan=True)
pre, post = data.pre.values, data.post.values
for s in range(data.sizes['synapse']):
    assert np.array_equal(matrix.sel(pre=pre[s], post=post[s]), data.eligibility[..., s]), s
there = ~np.isnan(matrix.values)
assert there.sum() == data.eligibility.size and np.abs(matrix.values[there]).max() > 0
of3 = indexed.sel(pre=3)
assert of3.eligibility.dims == ('trial', 'step', 'post') and list(of3.post.values) == list(post[pre == 3])
assert np.array_equal(of3.eligibility, data.eligibility[..., pre == 3])
print(dict(matrix.sizes), data.sizes['synapse'])
`;

/** Curves and comparisons as pandas reads them: columns, kinds of numbers, gaps, and numbers that the README states. */
const CHECK_TABLES = `
import os, sys, warnings
import pandas as pd
from pandas.api.types import is_float_dtype, is_integer_dtype, is_string_dtype
warnings.simplefilter('error')
def read(name, columns, gaps=()):
    table = pd.read_csv(os.path.join(sys.argv[1], *name.split('/')))
    assert list(table.columns) == list(columns), (name, list(table.columns))
    for column, kind in columns.items():
        assert kind(table[column]), (name, column, table[column].dtype)
        assert column in gaps or not table[column].isna().any(), (name, column)
    assert len(table) > 0 and (table.iteration % 10 == 0).all()
    return table
def late(table, *by):
    return table[table.iteration >= 1950].groupby(list(by)).loss.mean()
point = {'rule': is_string_dtype, 'seed': is_integer_dtype, 'iteration': is_integer_dtype}
curve = {**point, 'loss': is_float_dtype, 'accuracy': is_float_dtype, 'rateHz': is_float_dtype}
runs = read('figure3c/runs.csv', curve)
assert set(runs.rule) == {'bptt', 'e-prop', 'mdgl'} and set(runs.seed) == {1, 2, 3, 4, 5} and runs.accuracy.between(0, 1).all()
assert runs.set_index(['rule', 'seed', 'iteration']).index.is_unique
assert abs(runs[(runs.rule == 'bptt') & (runs.seed == 1) & (runs.iteration == 0)].loss.item() - 0.6929173716305184) < 1e-15
changes = {'curve': is_string_dtype, 'pair': is_string_dtype, 'from': is_float_dtype}
knockout = read('knockout/runs.csv', {**changes, **curve}, gaps=('pair', 'from'))
untouched, changed = (knockout[knockout.curve == name] for name in ('untouched', 'changed'))
assert len(untouched) + len(changed) == len(knockout)
assert untouched[['pair', 'from']].isna().all(axis=None) and not changed.isna().any(axis=None)
assert set(changed.pair) == {'E>E', 'E>I', 'I>E', 'I>I', 'E>I,I>E,I>I', 'random:0.66'}
more = late(changed, 'pair', 'from')['E>E', 0] - late(untouched, 'curve')['untouched']
assert round(more, 3) == 0.140, more
along = {'path': is_string_dtype, 'seed': is_integer_dtype, 'iteration': is_integer_dtype, 'rule': is_string_dtype}
alignment = read('alignment/alignment.csv', {**along, 'part': is_string_dtype, 'cosine': is_float_dtype, 'relativeError': is_float_dtype})
assert alignment.cosine.between(-1, 1).all() and (alignment.relativeError > 0).all()
first = alignment[(alignment.seed == 1) & (alignment.iteration == 0) & (alignment.rule == 'e-prop') & (alignment.part == 'all')]
assert list(first.cosine) == [0.436618] * alignment.path.nunique(), list(first.cosine)
print('read', len(runs) > 0, len(knockout) > 0, len(alignment) > 0)
`;

let folder = '';
let made = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mdgl-python-'));
  if (PYTHON !== undefined) made = pythonWithLibraries();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }), 120_000);

/** Python with the libraries; skips a test where there is none, and says so. */
function pythonOr(skip: (why: string) => void): string {
  if (PYTHON === undefined) skip('there is no python3 on this machine, so nothing opened the files in Python');
  return made;
}

function spawned(command: string, ...words: string[]) {
  return spawnSync(command, words, { encoding: 'utf8' });
}

function run(command: string, ...words: string[]): string {
  const { status, stdout, stderr } = spawned(command, ...words);
  expect(status, `${[command, ...words].join(' ')}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

/** An environment of its own, with what the checks need; pandas comes with xarray. */
function pythonWithLibraries(): string {
  run(PYTHON!, '-m', 'venv', join(folder, 'venv'));
  const found = join(folder, 'venv', process.platform === 'win32' ? 'Scripts' : 'bin', 'python');
  run(found, '-m', 'pip', 'install', '--quiet', 'zarr==3.1.6', 'xarray', 'numpy');
  return found;
}

function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

it('zarr and xarray open a recording by name, with the same dimensions, units and numbers', async ({ skip }) => {
  const python = pythonOr(skip);
  const lesson = await lessonAfter({ settings: presets.tiny, rule: ruleOf('mdgl'), seed: 1 }, 20);
  const recording = record({ ...lesson, what: quantityNames, ofTrials: [0, 3], synapses: 'random:12', inputSynapses: 'all' });
  for (const quantity of quantityNames) expect(recording.arrays[quantity].data.some((value) => value !== 0), quantity).toBe(true);
  await writeZarr(join(folder, 'recording'), recording);
  const { arrays, coordinates, attributes } = recording;
  const plain = (all: object) =>
    Object.fromEntries(Object.entries(all).map(([name, array]) => [name, { ...array, data: Array.from(array.data) }]));
  const dims = { trial: 2, step: 150, neuron: 35, sender: 2, input: 16, synapse: coordinates.pre.data.length };
  const expected = {
    arrays: plain(arrays),
    coordinates: plain(coordinates),
    attributes,
    dims,
    pre: coordinates.pre.data[0],
    post: coordinates.post.data[0],
  };
  writeFileSync(join(folder, 'expected.json'), JSON.stringify(expected));
  const check = script('check.py', CHECK);
  expect(run(python, check, join(folder, 'recording'), join(folder, 'expected.json'))).toBe(
    'opened 15 arrays, trial x step x neuron (2, 150, 35)\n'
  );
  // the check is one: it fails where a number differs
  expected.arrays.membrane.data[7] += 1e-12;
  writeFileSync(join(folder, 'expected.json'), JSON.stringify(expected));
  const { status, stderr } = spawned(python, check, join(folder, 'recording'), join(folder, 'expected.json'));
  expect([status, stderr]).toEqual([1, expect.stringContaining('AssertionError: membrane')]);
});

it('synapses of a recording become a matrix of pre and post, number for number', async ({ skip }) => {
  const python = pythonOr(skip);
  const lesson = await lessonAfter({ settings: presets.tiny, rule: ruleOf('mdgl'), seed: 1 }, 0);
  const recording = record({ ...lesson, what: ['eligibility'], ofTrials: [0, 3], synapses: 'all' });
  await writeZarr(join(folder, 'matrix'), recording);
  const sizes = "{'trial': 2, 'step': 150, 'pre': 35, 'post': 35}";
  expect(run(python, script('matrix.py', CHECK_MATRIX), join(folder, 'matrix'))).toBe(
    `${sizes} ${recording.coordinates.pre.data.length}\n`
  );
});

it('pandas reads the tables of the studies, each column as what it is', ({ skip }) => {
  const python = pythonOr(skip);
  const check = script('tables.py', CHECK_TABLES);
  expect(run(python, check, 'data')).toBe('read True True True\n');
  // the check is one: it fails where a number is missing
  cpSync('data', join(folder, 'data'), { recursive: true, filter: (path) => !path.endsWith('weights') });
  const runs = join(folder, 'data', 'figure3c', 'runs.csv');
  writeFileSync(runs, readFileSync(runs, 'utf8').replace(',0.6929173716305184,', ',,'));
  const { status, stderr } = spawned(python, check, join(folder, 'data'));
  expect([status, stderr]).toEqual([1, expect.stringContaining("AssertionError: ('figure3c/runs.csv', 'loss')")]);
});
