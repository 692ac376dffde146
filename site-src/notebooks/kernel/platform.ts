import 'mdgl/browser';
import { platform, usePlatform } from '../../../src/core/platform';
import { currentCell, isInterrupted } from './cells';

/** A page whose training ends with the cell that it runs in; what an interrupted cell begins afterwards ends too. */
usePlatform({
  ...platform(),
  listen: async () => {
    const cell = currentCell();
    return { throwIfInterrupted() { if (cell && isInterrupted(cell)) throw new Error('interrupted'); } };
  },
});
