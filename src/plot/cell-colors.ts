/**
 * Colours of cell types by their number, sRGB: they differ in lightness too (L* 60, 33, 78, 20), and stay apart for
 * colour-blind readers. Further types take them again.
 */
const colors = ['#d9790b', '#2448b0', '#8fc7e8', '#4a2a12'];

/** @example cellColor(1) // '#2448b0' */
export function cellColor(type: number): string {
  return colors[type % colors.length];
}
