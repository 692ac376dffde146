import { expect, test } from 'vitest';
import { rewritten } from '../../tools/site/pages/links.mjs';

test.each([
  ['notebooks/05-eligibility-traces.ipynb', 'README.md', 'notebooks/05-eligibility-traces.html'],
  ['notebooks/TEACHING.md', 'README.md', 'teaching.html'],
  ['00-start-here.ipynb', 'notebooks/TEACHING.md', 'notebooks/00-start-here.html'],
  ['../README.md#the-data', 'notebooks/TEACHING.md', 'readme.html#the-data'],
  ['../README.md', 'notebooks/00-start-here.ipynb', '../readme.html'],
  ['05-eligibility-traces.ipynb', 'notebooks/00-start-here.ipynb', '05-eligibility-traces.html'],
  ['figures/figure3c.png', 'README.md', 'figures/figure3c.png'],
  ['#the-peers-tasks', 'README.md', '#the-peers-tasks'],
  ['https://doi.org/10.1073/pnas.2111821118', 'README.md', 'https://doi.org/10.1073/pnas.2111821118'],
  ['test/support/toy.ts', 'README.md', undefined],
])('the link %s in %s leads to %s on the site', (href, file, wanted) => {
  expect(rewritten(href, file)).toBe(wanted);
});

test('what the site does not have leads to the repository, if its address is known', () => {
  expect(rewritten('../test/windows/report.md', 'notebooks/TEACHING.md', 'https://example.org/mdgl'))
    .toBe('https://example.org/mdgl/blob/HEAD/test/windows/report.md');
});
