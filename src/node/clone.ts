import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Whether this code stands in a clone of the repository; the packed package lacks its scripts, notebooks and compilers. */
export const inClone: boolean = existsSync(join(__dirname, '..', 'tools'));
