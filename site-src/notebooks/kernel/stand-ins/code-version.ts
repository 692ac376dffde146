/** A page knows no commit. */
export function codeVersion(): null {
  return null;
}
