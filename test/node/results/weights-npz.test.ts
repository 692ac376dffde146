import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { settings } from '../../../src/core/settings';
import { initialState, weightsOf } from '../../../src/core/training/state';
import { weightsNpz } from '../../../src/node/results/weights-npz';

const state = initialState(settings('figure3c'), 1);

/** Header and numbers of a .npy file, read by its specification. */
function npy(bytes: Uint8Array) {
  const header = Buffer.from(bytes.subarray(10, 10 + bytes[8] + 256 * bytes[9])).toString('latin1');
  expect(Buffer.from(bytes.subarray(1, 6)).toString('latin1')).toBe('NUMPY');
  return { header, data: bytes.slice(10 + header.length).buffer };
}

describe('weights as .npz', () => {
  it('hold every matrix (pre, post), the bias and the signs', async () => {
    const files = unzipSync(await weightsNpz(state));
    expect(Object.keys(files)).toEqual(['input.npy', 'recurrent.npy', 'output.npy', 'bias.npy', 'input_signs.npy', 'neuron_signs.npy']);
    const weights = weightsOf(state);
    const shapes = [['input', '(40,100)'], ['recurrent', '(100,100)'], ['output', '(100,2)']] as const;
    for (const [name, shape] of shapes) {
      const rows = weights[name];
      const { header, data } = npy(files[`${name}.npy`]);
      expect(header.replace(/ /g, '')).toContain(`'descr':'<f8','fortran_order':False,'shape':${shape}`);
      expect([...new Float64Array(data)]).toEqual(rows.flatMap((row) => [...row]));
    }
    expect([...new Int8Array(npy(files['neuron_signs.npy']).data)]).toEqual([...state.recurrent.sign]);
    expect([...new Int8Array(npy(files['input_signs.npy']).data)]).toEqual([...state.input.sign]);
    expect([...new Float64Array(npy(files['bias.npy']).data)]).toEqual([0, 0]);
  });

  it('are the same bytes each time', async () => {
    const first = await weightsNpz(state);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(await weightsNpz(state)).toEqual(first);
  });
});
