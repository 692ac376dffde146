import { mdgl } from './mdgl';
import type { LocalRule } from './rule';

/** OnMDGL, online (Liu et al. 2021): MDGL whose signals carry only what is known at their own step. */
export const onMdgl: LocalRule = { ...mdgl, id: 'on-mdgl', label: 'OnMDGL', online: true };
