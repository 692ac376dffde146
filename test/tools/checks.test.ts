import { describe, expect, it } from 'vitest';
import { cellLength } from '../../tools/notebooks/checks/cell-length.mjs';
import { charts } from '../../tools/notebooks/checks/charts.mjs';
import { errors } from '../../tools/notebooks/checks/errors.mjs';
import { executionOrder } from '../../tools/notebooks/checks/execution-order.mjs';
import { kernel } from '../../tools/notebooks/checks/kernel.mjs';
import { paths } from '../../tools/notebooks/checks/paths.mjs';
import { prediction } from '../../tools/notebooks/checks/prediction.mjs';
import { declaredIn, redefinitions } from '../../tools/notebooks/checks/redefinitions.mjs';
import { size } from '../../tools/notebooks/checks/size.mjs';
import { title } from '../../tools/notebooks/checks/title.mjs';
import { VEGA } from '../../tools/notebooks/notebook.mjs';
import { code, display, markdown, notebook, stderr, stdout } from './notebook-parts';

describe('errors', () => {
  it('finds what tslab prints on stderr', () => {
    expect(errors(notebook(code('x', { outputs: [stdout('fine'), stderr("1:7 - Type 'number' is not …\nmore")] })))).toEqual([
      "cell 1 writes to stderr: 1:7 - Type 'number' is not …",
    ]);
  });

  it('finds what nobody caught, even where stderr is expected, or on stdout', () => {
    const late = 'a warning\nUncaughtException: Error: late\n    at Timeout';
    expect(errors(notebook(markdown('# x'), code('x', { tags: ['stderr'], outputs: [stderr(late)] })))).toEqual([
      'cell 2 fails: UncaughtException: Error: late',
    ]);
    expect(errors(notebook(code('x', { outputs: [stdout('UnhandledPromiseRejection: Error: lost')] })))).toHaveLength(1);
  });

  it('finds an error output', () => {
    expect(errors(notebook(code('x', { outputs: [{ output_type: 'error', ename: 'E', evalue: 'v' }] })))).toEqual(['cell 1 fails: E: v']);
  });

  it('is content with output, and with stderr in a cell tagged so', () => {
    expect(
      errors(notebook(code('x', { outputs: [stdout('1')] }), code('y', { tags: ['stderr'], outputs: [stderr('a warning')] })))
    ).toEqual([]);
  });
});

describe('executionOrder', () => {
  it('wants 1, 2, … over the code cells', () => {
    expect(executionOrder(notebook(code('a', { count: 1 }), markdown('b'), code('c', { count: 2 })))).toEqual([]);
    expect(executionOrder(notebook(code('a', { count: 2 }), code('b', { count: 1 })))).toHaveLength(2);
    expect(executionOrder(notebook(code('a', { count: 1 }), code('b')))).toEqual(['cell 2 has execution count none, must be 2']);
    expect(executionOrder(notebook(code(' ')))).toEqual(['cell 1 is empty']);
  });
});

describe('paths', () => {
  it.each([
    '/home/ada/mdgl', '/root/x', 'in /tmp/a.csv', '(/Users/ada/x)', 'C:\\Users\\ada', 'D:\\work\\x', 'file:///x', '"/tmp/mdgl-1/x"',
  ])('finds %s', (text) => {
    expect(paths(notebook(code(`const x = '${text}';`)))).toHaveLength(1);
    expect(paths(notebook(code('x', { outputs: [stdout(text)] })))).toHaveLength(1);
    expect(paths(notebook(markdown(text)))).toHaveLength(1);
    expect(paths(notebook(code('x', { outputs: [display({ [VEGA]: { data: { url: text } } })] })))).toHaveLength(1);
  });

  it.each([
    'https://doi.org/10.1073/pnas', 'https://x.org/home/ada', '../data/figure3c', 'rate/temperature', "'E>I:\\n'", 'a / tmp', './tmp/x',
    'mean ± sd /root',
  ])('leaves %s alone', (text) => {
    expect(paths(notebook(code(text, { outputs: [stdout(text)] })))).toEqual([]);
  });

  it('does not read the letters of a picture', () => {
    expect(paths(notebook(code('x', { outputs: [display({ 'image/png': 'AAAA /tmp/AAAA' })] })))).toEqual([]);
  });
});

describe('cellLength', () => {
  it('allows twelve lines', () => {
    expect(cellLength(notebook(code(`${'x\n'.repeat(12)}\n`)))).toEqual([]);
    expect(cellLength(notebook(code('x\n'.repeat(13))))).toEqual(['cell 1 has 13 lines, at most 12 are allowed']);
  });
});

describe('redefinitions', () => {
  const exported = new Set(['train', 'step', 'settings']);

  it.each([
    'function train() {}', 'const step = 3;', 'class settings {}', 'let a = 1, step = 2;', 'const { step } = state;', 'const [step] = all;',
    'const f = () => { function train() {} };', 'async function* train() {}',
  ])('finds %s', (source) => {
    expect(redefinitions(notebook(code(source)), exported)).toHaveLength(1);
  });

  it.each([
    "import { train } from 'mdgl';", "const { train } = require('mdgl');", "const { train } = await import('mdgl');", 'const mine = train;',
    'for (const step of steps) console.log(step);', 'const f = (step: number) => step;', 'const { step: first } = state;',
  ])('leaves %s alone', (source) => {
    expect(redefinitions(notebook(code(source)), exported)).toEqual([]);
  });

  it('reads a cell that awaits', () => {
    expect(declaredIn('const a = await f();\nfor await (const p of g()) {}')).toEqual(['a']);
  });
});

describe('prediction', () => {
  const said = (...texts: string[]) => notebook(...texts.map((text) => code('x', { outputs: [stdout(text)] })));

  it('is content with a number that is measured in a later cell', () => {
    expect(prediction(said('Predicted: rate = 12.5\n', 'other', 'so\nMeasured: rate = 13 Hz\n'))).toEqual([]);
    expect(prediction(said('Predicted: a = -1e-3', 'Measured: a = 0', 'Predicted: b = .5', 'Measured: b = 1,000'))).toEqual([]);
    expect(
      prediction(said('Predicted: loss after 100 iterations, e-prop = 0.5', 'Measured: loss after 100 iterations, e-prop = 0.4'))
    ).toEqual([]);
  });

  it.each([
    [['nothing'], 'no cell prints Predicted: what = number and a later one Measured: what = number'],
    [['Predicted: a = 1'], 'cell 1 predicts a, no cell measures it'],
    [['Measured: a = 1'], 'cell 1 measures a, no cell predicts it'],
    [['Measured: a = 1', 'Predicted: a = 1'],
      'cell 2 predicts a when cell 1 has measured it already; a prediction stands in a cell before'],
    [['Predicted: a = 1\nMeasured: a = 1'], 'cell 1 predicts a when cell 1 has measured it already; a prediction stands in a cell before'],
    [['Predicted: a = 1', 'Measured: b = 1'], 'cell 1 predicts a, no cell measures it'],
    [['Predicted: a = many', 'Measured: a = 1'],
      'cell 1: "Predicted: a = many" must be Predicted: what = number, or Measured: what = number'],
  ])('of %j says what is wrong', (texts, problem) => {
    expect(prediction(said(...texts))).toContain(problem);
  });
});

describe('title', () => {
  it('wants number, title and minutes in the first cell', () => {
    expect(title(notebook(markdown('# 01 One neuron\n\n*About 10 minutes* and more')))).toEqual([]);
    expect(title(notebook(markdown('# One neuron\n*About 10 minutes*')))).toEqual(['cell 1 must begin with "# NN Title"']);
    expect(title(notebook(markdown('# 02 One neuron\n*About 10 minutes*')))).toEqual([
      'cell 1 has number 02, the file is 01-one-neuron.ipynb',
    ]);
    expect(title(notebook(markdown('# 01 One neuron\nTakes *About 10 minutes*')))).toEqual([
      'cell 1 has no line that begins with "*About N minutes"',
    ]);
    expect(title(notebook(code('x')))).toEqual(['cell 1 must be text with a title']);
  });
});

describe('charts, size and kernel', () => {
  it('wants a picture beside each chart', () => {
    expect(charts(notebook(code('x', { outputs: [display({ [VEGA]: {}, 'image/png': '' }), display({ 'text/plain': 'x' })] })))).toEqual(
      []
    );
    expect(charts(notebook(code('x', { outputs: [display({ [VEGA]: {} })] })))).toHaveLength(1);
  });

  it('wants less than 3 MB', () => {
    expect(size({ ...notebook(), bytes: 2.9e6 })).toEqual([]);
    expect(size({ ...notebook(), bytes: 3.1e6 })).toEqual(['the file has 3.1 MB, at most 3 are allowed']);
  });

  it('wants tslab', () => {
    expect(kernel(notebook())).toEqual([]);
    expect(kernel({ ...notebook(), kernel: 'python3' })).toHaveLength(1);
  });
});
