/**
 * Moves positions apart as little as possible: afterwards neighbours are at least `gap` apart, their order is kept, and
 * all lie within [low, high] (if they fit there at all). Positions that touch move as one group around their own middle.
 *
 * @param positions in any order, any unit
 * @returns the new positions, in the order of `positions`
 * @example spread([10, 12, 50], 10, 0, 100) // [6, 16, 50]
 */
export function spread(positions: readonly number[], gap: number, low: number, high: number): number[] {
  const order = positions.map((_, i) => i).sort((a, b) => positions[a]! - positions[b]!);
  const groups: Group[] = [];
  for (const i of order) {
    groups.push(placed([i], positions, gap, low, high));
    while (groups.length > 1 && overlap(groups.at(-2)!, groups.at(-1)!, gap)) {
      const [upper, lower] = groups.splice(-2) as [Group, Group];
      groups.push(placed([...upper.members, ...lower.members], positions, gap, low, high));
    }
  }
  const moved = new Array<number>(positions.length).fill(0);
  for (const { members, start } of groups) members.forEach((i, k) => (moved[i] = start + k * gap));
  return moved;
}

interface Group {
  members: number[];
  start: number;
}

function overlap(before: Group, after: Group, gap: number): boolean {
  return after.start < before.start + before.members.length * gap;
}

function placed(members: number[], positions: readonly number[], gap: number, low: number, high: number): Group {
  const length = (members.length - 1) * gap;
  const middle = members.reduce((sum, i) => sum + positions[i]!, 0) / members.length;
  return { members, start: Math.max(low, Math.min(high - length, middle - length / 2)) };
}
