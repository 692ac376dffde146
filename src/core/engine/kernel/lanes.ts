import { scratch } from "./settings";

// Four trials side by side: lane m of a v128 belongs to trial m of the chunk.

/**
 * A constant in all lanes, kept in a register. (A splat alone is made anew wherever it is used, even inside a loop;
 * what comes from memory is not.)
 */
// @ts-ignore: decorator
@inline
export function hold(x: f32): v128 {
  return held(f32x4.splat(x));
}

// @ts-ignore: decorator
@inline
export function held(x: v128): v128 {
  v128.store(scratch, x);
  return v128.load(scratch);
}

/** All bits of the lanes whose spike is in the event. An event (u16) is a channel × 16 + a bit for each lane. */
// @ts-ignore: decorator
@inline
export function lanesOf(event: u32): v128 {
  const bits = i32x4(1, 2, 4, 8);
  return i32x4.eq(v128.and(i32x4.splat(event), bits), bits);
}

/** Address of the row of an event's channel in a sparse matrix. */
// @ts-ignore: decorator
@inline
export function rowOf(matrix: usize, event: u32): usize {
  return matrix + ((event >> 4) << 2);
}

/** Lane by lane the sum of four. */
// @ts-ignore: decorator
@inline
export function sumOfLanes(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1)) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}
