import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const listed = spawnSync('git', ['ls-files', '--eol', '-z'], { cwd: join(__dirname, '..', '..'), encoding: 'utf8', maxBuffer: 1e8 });

it.skipIf(listed.status !== 0)('every file has the line ends that it was committed with, LF, whatever git is set to on a machine', () => {
  const files = listed.stdout.split('\0').filter((line) => line !== '');
  expect(files.length).toBeGreaterThan(500);
  // Columns: line ends as committed, line ends here, attributes, then a tab and the name.
  const changeable = files.filter((line) => !/^i\/(lf|none|-text) +w\/\S+ +attr\/(text=auto eol=lf|-text) *\t/.test(line));
  expect(changeable).toEqual([]);
});
