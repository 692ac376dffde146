/**
 * Moves positions apart as little as possible: afterwards neighbours are at least `gap` apart, their order is kept, and all lie within
 * [low, high] (if they fit there at all). Positions that touch move as one group around their own middle.
 * @param positions in any order, any unit
 * @returns the new positions, in the order of `positions`
 * @example spread([10, 12, 50], 10, 0, 100) // [6, 16, 50]
 */
export function spread(positions: readonly number[], gap: number, low: number, high: number): number[] {
  /** Members in order, the first at `start` and each a gap below the one before it. */
  const placed = (members: number[]) => {
    const length = (members.length - 1) * gap;
    const middle = members.reduce((sum, i) => sum + positions[i], 0) / members.length;
    return { members, start: Math.max(low, Math.min(high - length, middle - length / 2)) };
  };
  const groups: ReturnType<typeof placed>[] = [];
  for (const i of positions.map((_, n) => n).sort((a, b) => positions[a] - positions[b])) {
    let last = placed([i]);
    for (let above = groups.at(-1); above && last.start < above.start + above.members.length * gap; above = groups.at(-1)) {
      last = placed([...groups.pop()!.members, ...last.members]);
    }
    groups.push(last);
  }
  const moved = new Array<number>(positions.length).fill(0);
  for (const { members, start } of groups) members.forEach((i, k) => { moved[i] = start + k * gap; });
  return moved;
}
