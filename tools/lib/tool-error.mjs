// @ts-check

/** Something that the user can mend: the message is one line and says how. */
export class ToolError extends Error {
  name = 'ToolError';
}

/**
 * Runs a tool; what the user can mend is one line and exit code 2, a mistake in the program keeps its stack.
 * @param {() => unknown} tool
 */
export async function runTool(tool) {
  try {
    await tool();
  } catch (error) {
    const isUsersOwn = error instanceof ToolError || isUsage(error);
    process.exitCode = isUsersOwn ? 2 : 1;
    process.stderr.write(`${isUsersOwn ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  }
}

/** What node:util's parseArgs has against the arguments. @param {unknown} error @returns {error is Error} */
function isUsage(error) {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
