import { zipSync } from 'fflate';
import type { Matrix } from '../../core/network/matrix';
import { weightsOf, type TrainingState } from '../../core/training/state';

/**
 * Writes the weights of a state as NumPy's .npz, the same bytes each time: float64 arrays input, recurrent, output (pre × post,
 * 0 for no connection) and bias; int8 arrays input_signs and neuron_signs.
 */
export async function weightsNpz(state: TrainingState): Promise<Uint8Array> {
  // An ES module by its types, which CommonJS can only import so.
  const { dump } = await import('npyjs');
  const { input, recurrent, output, bias } = weightsOf(state);
  const npy = (...array: Parameters<typeof dump>) => new Uint8Array(dump(...array));
  const matrix = (rows: Matrix) => npy(Float64Array.from(rows.flatMap((row) => [...row])), [rows.length, rows[0].length]);
  return zipSync({
    'input.npy': matrix(input),
    'recurrent.npy': matrix(recurrent),
    'output.npy': matrix(output),
    'bias.npy': npy(bias, [bias.length]),
    'input_signs.npy': npy(state.input.sign, [state.input.sign.length]),
    'neuron_signs.npy': npy(state.recurrent.sign, [state.recurrent.sign.length]),
  }, { mtime: new Date(1980, 0, 1) });
}
