/**
 * What an exercise's answer gave, and what is right: numbers, also in lists, that agree to 1 in 1000, or anything else that is equal as
 * JSON.
 */
export type Checks = Readonly<Record<string, readonly [answer: unknown, right: unknown]>>;

const TOLERANCE = 1e-3;

/**
 * Says whether an exercise is solved, and if not, what its answer gave in place of what. Never throws: what the answer throws is said.
 * @param answers runs the reader's answer; called once
 * @example await selfCheck(() => ({ 'halfLife(20)': [halfLife(20), 13.863] })); // ✗ halfLife(20) is NaN, should be 13.863
 */
export async function selfCheck(answers: () => Checks | Promise<Checks>): Promise<void> {
  const wrong = await wrongOf(answers);
  console.log(wrong.length === 0 ? '✓ right' : wrong.map((line) => `✗ ${line}`).join('\n'));
}

async function wrongOf(answers: () => Checks | Promise<Checks>): Promise<string[]> {
  try {
    const checks = Object.entries(await answers());
    return checks
      .filter(([, [answer, right]]) => !agrees(answer, right))
      .map(([name, [answer, right]]) => `${name} is ${said(answer)}, should be ${said(right)}`);
  } catch (error) {
    return [`your code stopped: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function agrees(answer: unknown, right: unknown): boolean {
  if (Array.isArray(right)) {
    return Array.isArray(answer) && answer.length === right.length && right.every((value, n) => agrees(answer[n], value));
  }
  if (typeof right !== 'number') return JSON.stringify(answer) === JSON.stringify(right);
  return (
    Object.is(answer, right) || (typeof answer === 'number' && Math.abs(answer - right) <= TOLERANCE * Math.max(Math.abs(right), TOLERANCE))
  );
}

function said(value: unknown): string {
  if (value === undefined) return 'nothing (does it return?)';
  // JSON has no NaN and no infinity.
  return JSON.stringify(value, (_, part) =>
    typeof part !== 'number' ? part : Number.isFinite(part) ? Number(part.toPrecision(4)) : `${part}`
  ).replace(/"(NaN|-?Infinity)"/g, '$1');
}
