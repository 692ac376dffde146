import { describe, expect, it } from 'vitest';
import { isHealthy } from '../../../src/cli/doctor';
import { tensorflowChecks } from '../../../src/cli/doctor/tensorflow-checks';

const state = (name: 'wasm' | 'node' | 'cpu', chosen: boolean, problem: string | null = null) => ({ name, chosen, problem });
const absent = 'the optional package @tensorflow/tfjs-node is not installed';

describe('what doctor says of TensorFlow.js', () => {
  it('names the backend in use, and why another cannot be, which is no failure', () => {
    const findings = tensorflowChecks([state('wasm', true), state('node', false, absent), state('cpu', false)], undefined);
    expect(findings.map(({ status, found }) => [status, found])).toEqual([
      ['ok', 'in use'],
      ['note', absent],
      ['ok', 'can be used by MDGL_BACKEND=cpu'],
    ]);
  });

  it('misses the chosen backend where it cannot be used, and says how to build it', () => {
    const findings = tensorflowChecks([state('wasm', false), state('node', true, absent), state('cpu', false)], 'node');
    expect(findings[1]).toMatchObject({
      status: 'missing',
      mend: expect.stringMatching(/^(npm run tfjs-node:build builds it .*; )?the others do without$/),
    });
    expect(isHealthy(findings)).toBe(true);
  });

  it('misses a backend that does not exist, and lists those that do', () => {
    expect(tensorflowChecks([state('wasm', false), state('cpu', false)], 'gpu')[0]).toMatchObject({
      status: 'missing',
      found: 'MDGL_BACKEND is "gpu"',
      mend: 'known are wasm, cpu',
    });
  });
});
