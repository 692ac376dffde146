import { isDeepStrictEqual } from 'node:util';
import { presets } from '../../core/settings';
import { readPublished, type PublishedPoint } from './published';
import { readRunsManifest } from './stored-runs';

/**
 * Finds the published runs that may stand beside the runs of a folder: all if its manifest.json says that their task and network are
 * those of Figure 3C, else none. Training may differ: it is what runs are compared for.
 *
 * @throws InputError if the manifest is not JSON
 * @example publishedFor('data/figure3c').length // 2915
 */
export function publishedFor(folder: string): PublishedPoint[] {
  const settings = readRunsManifest(folder)?.settings;
  const { task, network } = presets.figure3c;
  const isFigure3c = isDeepStrictEqual({ task: settings?.task, network: settings?.network }, { task, network });
  return isFigure3c ? readPublished() : [];
}
