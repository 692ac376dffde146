import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backendNames, chosenBackend, newerThanTfjsNode, nodeProblem, nodeRemedy, useBackend } from '../../src/tensorflow/backend';

const ROOT = join(__dirname, '..', '..');

describe('the backend', () => {
  it('is the one that MDGL_BACKEND names, wasm without it, and nothing else', () => {
    expect(backendNames.map((name) => chosenBackend(name))).toEqual(['wasm', 'node', 'cpu']);
    expect([chosenBackend(''), chosenBackend('cpu')]).toEqual(['wasm', 'cpu']);
    expect(() => chosenBackend('gpu')).toThrow('MDGL_BACKEND is "gpu"; known are wasm, node, cpu');
  });

  it('is refused by a name that is not known', async () => {
    await expect(useBackend('gpu' as never)).rejects.toThrow('the backend is "gpu"; known are wasm, node, cpu');
  });

  it('node is absent in two ways, and it is said which', () => {
    const missing = (name: string) =>
      Object.assign(new Error(`Cannot find module '${name}'\nRequire stack:\n- /a/b.js`), { code: 'MODULE_NOT_FOUND' });
    expect(nodeProblem(missing('@tensorflow/tfjs-node'))).toBe('the optional package @tensorflow/tfjs-node is not installed');
    expect(nodeProblem(missing('adm-zip'))).toBe("@tensorflow/tfjs-node is not complete (Cannot find module 'adm-zip')");
    expect(
      nodeProblem(new Error('The Node.js native addon module (tfjs_binding.node) can not be found at path: /x/y.node. \nPlease run'))
    ).toBe(
      'the native addon of @tensorflow/tfjs-node is not there or does not load (The Node.js native addon module (tfjs_binding.node) '
        + 'can not be found at path: /x/y.node)'
    );
  });

  it('node is refused from Node 23 on, and only what helps is advised', () => {
    expect(['20.20.2', '22.23.3'].map(newerThanTfjsNode)).toEqual([undefined, undefined]);
    expect(newerThanTfjsNode('24.21.0')).toBe('@tensorflow/tfjs-node runs up to Node 22, this is Node 24.21.0');
    expect([nodeRemedy('22.23.3', true), nodeRemedy('22.23.3', false), nodeRemedy('24.21.0', true)])
      .toEqual(['npm run tfjs-node:build builds it (Linux x64)', 'a clone of the repository can build it (Linux x64)', undefined]);
  });
});

describe('TensorFlow.js', () => {
  const node = (program: string) => execFileSync(process.execPath, ['-e', program], { cwd: ROOT, encoding: 'utf8' });

  it('is not loaded by the library or the command line, and backend.js waits until it is asked', () => {
    const loaded = node(
      "require('./dist'); require('./dist/tensorflow/backend.js'); require('./dist/cli/main.js').programOf().then(() => "
        + "console.log(Object.keys(require.cache).filter((file) => file.includes('tensorflow') && file.includes('node_modules')).length))"
    );
    expect(loaded).toBe('0\n');
  });

  it('is an entry of its own, which brings its own tf', () => {
    expect(node("const { tf, lsnn } = require('mdgl/dist/tensorflow'); console.log(tf.version.tfjs, typeof lsnn)")).toBe(
      '4.22.0 function\n'
    );
  });

  it('says nothing of its own on standard output or standard error', () => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['-e', "require('./dist/tensorflow').useBackend('cpu').then(() => require('./dist/tensorflow').tf.scalar(1).dispose())"],
      { cwd: ROOT, encoding: 'utf8' }
    );
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
  });
});
