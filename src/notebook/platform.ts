import { usePlatform } from '../core/platform';
import { node } from '../node/platform';
import { listenForInterrupt } from './interruption';

/** Node, perhaps inside a notebook's kernel, whose interrupt then ends training. */
usePlatform({ ...node, listen: listenForInterrupt });
