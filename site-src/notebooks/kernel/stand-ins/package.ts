/** The package, as far as a page has it: its data folder stands beside the notebooks' one. */
export const packageFolder = '..';
export const inClone = false;
