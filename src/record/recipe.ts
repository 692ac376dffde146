import type { Recording } from './recording';

/** Synapses of a recording are a list; this makes of it a matrix in Python's xarray, `ds` being what `open_zarr` gives. */
export const MATRIX_RECIPE = "ds.set_index(synapse=['fromInput', 'pre', 'post']).sel(fromInput=0).unstack('synapse')";

const SENDER_RECIPE = "ds.assign_coords(sender=ds.sender.attrs['flag_meanings'].split())";

/** Tells how a reader in Python gets at the numbers by name; parts that the recording has no use for are left out. */
export function recipeOf({ coordinates: { pre, fromInput, sender } }: Recording): string {
  const whose = pre && new Set(fromInput.data);
  const matrix = whose && (whose.has(0) ? MATRIX_RECIPE : MATRIX_RECIPE.replace('fromInput=0', 'fromInput=1'));
  return [
    'In Python: ds = xarray.open_zarr(folder).',
    ...(matrix ? [
      `Synapses are a list along one dimension, synapse. With dimensions pre and post instead: \`${matrix}\``
      + `${whose.size > 1 ? ' (recurrent ones; fromInput=1: those of inputs)' : ''}; NaN where nothing was recorded.`
      + ' That takes as many numbers as there are places in the matrix, so choose trials and steps before.',
    ] : []),
    ...(sender ? [`Cell types that send, by name: \`${SENDER_RECIPE}\`.`] : []),
  ].join(' ');
}
