type Library = typeof import('../../../src/portable');

/** The validations of 20 iterations of `tiny` as a table, once written and read. */
export async function table({ formatRuns, parseRuns, ruleOf, settings, train }: Library, rule: string): Promise<string> {
  const short = settings('tiny', { training: { iterations: 20, validateEvery: 1 } });
  const points = [];
  for await (const { iteration, loss, accuracy, rateHz } of train({ settings: short, rule: ruleOf(rule), seed: 1 })) {
    points.push({ rule, seed: 1, iteration, loss, accuracy, rateHz });
  }
  return formatRuns(parseRuns(formatRuns(points), 'the table'));
}
