// @ts-check

/**
 * @typedef {{ readonly node: string, readonly title: string, readonly problem: string | undefined, readonly seconds: number }} Check
 * @typedef {{ readonly status: string, readonly fullName: string, readonly failureMessages?: readonly string[] }} Test
 * @typedef {{ readonly name: string, readonly status: string, readonly message: string, readonly assertionResults: readonly Test[] }} File
 * @typedef {object} Tests what vitest writes as JSON
 * @property {number} numTotalTests
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {readonly File[]} testResults
 */

/**
 * Writes what was seen, as Markdown.
 * @param {{ date: Date, commit: string, wine: string, cores: number, checks: readonly Check[], tests: Tests | undefined }} seen
 */
export function windowsReport({ date, commit, wine, cores, checks, tests }) {
  const failed = checks.filter(({ problem }) => problem !== undefined).length;
  return `# What was tried on Windows

\`npm run test:windows\` writes this: do not edit. Node is built for Windows (win32 x64); for Windows itself stands Wine ${wine} on Linux.
It does not show virus scanners, reserved names (con, nul), paths of more than 260 characters, and files that other programs hold open.

${date.toISOString().slice(0, 10)}, commit ${commit}, ${cores} cores: ${checks.length - failed} passed, ${failed} failed.

| Node | what | result | seconds |
|---|---|---|---|
${checks.map(row).join('\n')}
${tests ? testsSection(tests) : ''}`;
}

/** @param {Check} check */
function row({ node, title, problem, seconds }) {
  return `| ${node} | ${title} | ${problem === undefined ? 'passed' : `**failed**: ${problem}`} | ${seconds.toFixed(0)} |`;
}

/** @param {Tests} tests */
function testsSection({ numTotalTests, numPassedTests, numFailedTests, testResults }) {
  const all = testResults.flatMap(({ name, assertionResults }) => assertionResults.map((test) => ({ ...test, file: nameOf(name) })));
  const failed = all.filter(({ status }) => status === 'failed');
  const skipped = all.filter(({ status }) => status !== 'failed' && status !== 'passed');
  return `
## Quick tests

${testResults.length} files, ${numTotalTests} tests: ${numPassedTests} passed, ${numFailedTests} failed, ${skipped.length} skipped.
${list('Failed', [
    ...testResults.filter(isBroken).map(({ name, message }) => `${nameOf(name)}: ${firstLine(message)}`),
    ...failed.map(({ file, fullName, failureMessages }) => `${file}, ${fullName}: ${firstLine(failureMessages?.[0])}`),
  ])}${list('Skipped', skipped.map(({ file, fullName }) => `${file}, ${fullName}`))}`;
}

/** Whether a file failed outside of its tests. @param {File} file */
function isBroken({ status, assertionResults }) {
  return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
}

/** @param {string} title @param {readonly string[]} lines */
function list(title, lines) {
  return lines.length === 0 ? '' : `\n${title}:\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`;
}

/** A file's name in the project. @param {string} path such as `Z:/mdgl/test/random.test.ts` */
function nameOf(path) {
  return path.replaceAll('\\', '/').replace(/^.*?\/mdgl\//, '');
}

/** @param {string | undefined} text */
function firstLine(text = '') {
  return text.trim().split('\n')[0];
}
