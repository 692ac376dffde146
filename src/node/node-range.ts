import { nodeRange } from './package';

/** Says whether a version of Node, such as `24.1.0`, lies in a range of majors, such as `^24 || >=26`. */
export function isInRange(version: string, range: string = nodeRange): boolean {
  const major = majorOf(version);
  return range.split('||').some((part) => {
    const [first] = majorsOf(part);
    return part.includes('>=') ? major >= first : major === first;
  });
}

/** Lists the majors of a range, the last of which may be open: `[24, 26]`. */
export function majorsOf(range: string): number[] {
  return range.match(/\d+/g)!.map(Number);
}

/** Takes the first number of a version. */
export function majorOf(version: string): number {
  return Number(version.split('.')[0]);
}
