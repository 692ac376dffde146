// @ts-check

/** The first cell says what this is and how long it takes. @param {import('../notebook.mjs').Notebook} notebook */
export function title({ name, cells }) {
  const first = cells[0];
  if (first?.cell_type !== 'markdown') return ['cell 1 must be text with a title'];
  const number = /^# (\d\d) \S/.exec(first.source)?.[1];
  const problems = [];
  if (!number) problems.push('cell 1 must begin with "# NN Title"');
  else if (!name.startsWith(number)) problems.push(`cell 1 has number ${number}, the file is ${name}`);
  if (!/^\*About \d+ minutes?\b/m.test(first.source)) problems.push('cell 1 has no line that begins with "*About N minutes"');
  return problems;
}
