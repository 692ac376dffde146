import { expect, it } from 'vitest';
import { windowsReport } from '../../tools/lib/windows-report.mjs';

const seen = {
  date: new Date('2026-11-26T22:00:00Z'), commit: '1234567', wine: '10.0', cores: 2,
  checks: [
    { node: '24.21.0', title: 'replay', problem: undefined, seconds: 1.4 },
    { node: '24.21.0', title: 'quick tests', problem: '2 of 3 fail', seconds: 400.6 },
  ],
};
const file = (name: string, status: string, message = '') => ({ name, status, message, assertionResults: [] });

it('the report on Windows counts the checks, and names each with its Node, its time and what is wrong', () => {
  const report = windowsReport({ ...seen, tests: undefined });
  expect(report).toContain('2026-11-26, commit 1234567, 2 cores: 1 passed, 1 failed.');
  expect(report).toContain('| 24.21.0 | replay | passed | 1 |\n| 24.21.0 | quick tests | **failed**: 2 of 3 fail | 401 |\n');
  expect(report).not.toContain('Quick tests');
});

it('the report on Windows names the tests that failed or were skipped, and files that did not even load', () => {
  const report = windowsReport({ ...seen, tests: {
    numTotalTests: 3, numPassedTests: 1, numFailedTests: 1,
    testResults: [
      { ...file('Z:/mdgl/test/a.test.ts', 'failed'), assertionResults: [
        { status: 'passed', fullName: 'adds' },
        { status: 'failed', fullName: 'counts', failureMessages: ['Error: 1 is not 2\n  at Z:/mdgl/test/a.test.ts'] },
      ] },
      { ...file('Z:\\mdgl\\test\\b.test.ts', 'passed'), assertionResults: [{ status: 'skipped', fullName: 'links' }] },
      file('Z:/mdgl/test/c.test.ts', 'failed', 'no such module\nsomewhere'),
    ],
  } });
  expect(report).toContain('3 files, 3 tests: 1 passed, 1 failed, 1 skipped.');
  expect(report).toContain('Failed:\n\n- test/c.test.ts: no such module\n- test/a.test.ts, counts: Error: 1 is not 2\n\n');
  expect(report).toContain('Skipped:\n\n- test/b.test.ts, links\n');
});
