/** What a page or a web worker may use: all that `mdgl` has, less what needs files. */

export { interrupt } from './browser/platform';
export * from './portable';
