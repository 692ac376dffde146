import * as mdgl from 'mdgl/browser';
import { table } from './table';

/** The program of a page: it has the library from its package, as a bundler finds it. */
export const tableOf = (rule: string) => table(mdgl, rule);
