/**
 * Says what is silent, for a title.
 * @param silent sender>receiver, several with commas between, or random:share
 * @param pairs all single pairs of the study
 * @example silenceInWords('E>I,I>E,I>I', ['E>E', 'E>I', 'I>E', 'I>I']) // 'all but E>E'
 */
export function silenceInWords(silent: string, pairs: readonly string[]): string {
  const list = silent.split(',');
  const others = pairs.filter((pair) => !list.includes(pair));
  if (list.length > 1 && others.length === 1 && !list.some(isRandom)) return `all but ${others[0]}`;
  return list.map((each) => isRandom(each) ? `${percentOf(each)} at random` : each).join(', ');
}

/** Says whether it is a random share, not a pair. */
export function isRandom(silent: string): boolean {
  return /^random:[^>]*$/.test(silent);
}

/** Writes random:0.66 as 66 % */
function percentOf(random: string): string {
  return `${Number((100 * Number(random.slice('random:'.length))).toPrecision(6))} %`;
}
