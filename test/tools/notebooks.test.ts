import * as mdgl from 'mdgl';
import { expect, it } from 'vitest';
import { NOTEBOOKS } from '../../tools/lib/project.mjs';
import { problemsOf } from '../../tools/notebooks/checks/index.mjs';
import { notebooksIn, readNotebook } from '../../tools/notebooks/notebook.mjs';

it('every committed notebook keeps the conventions', () => {
  const exported = new Set(Object.keys(mdgl));
  const problems = notebooksIn(NOTEBOOKS)
    .map(readNotebook)
    .flatMap((notebook) => problemsOf(notebook, exported).map((problem) => `${notebook.name}: ${problem}`));
  expect(problems).toEqual([]);
});
