import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../../src/cases/compare';
import { createEngine } from '../../src/core/engine';
import { initialWeights } from '../../src/core/network/initial-weights';
import { mapMatrix } from '../../src/core/network/matrix';
import { networkOf } from '../../src/core/network/network';
import { ruleOf } from '../../src/core/rules';
import { presets } from '../../src/core/settings';
import { evidenceAccumulation } from '../../src/core/tasks/evidence-accumulation';
import { classTensor, lsnn, rasterTensor, tapeBytes, tf, useBackend, weightVariables } from '../../src/tensorflow';
import { readmePrograms } from '../tensorflow/readme-programs';

beforeAll(async () => { await useBackend(); });

const settings = presets.figure3c;
const network = networkOf(settings);
const { weights } = initialWeights(settings, 1);
const places = { input: mapMatrix(weights.input, (w) => (w ? 1 : 0)), recurrent: mapMatrix(weights.recurrent, (w) => (w ? 1 : 0)) };
const { steps, count, ...batch } = evidenceAccumulation(settings.task, 1, 'training', 0, 64);
const trials = [...batch.trials];

describe('the op at the size of Figure 3C', () => {
  it('gives the engine\'s gradients and costs less than 10 ms more, with a new tensor every time less than 15', async () => {
    const engine = createEngine('wasm', { workers: 1 });
    const rule = ruleOf('bptt');
    const input = rasterTensor(trials.map((trial) => trial.input), network.inputs);
    const target = classTensor(trials, 2);
    const variables = weightVariables(weights);
    const shortest = { engine: Infinity, tensor: Infinity, fresh: Infinity, trials: Infinity };
    const time = async (what: keyof typeof shortest, work: () => unknown) => {
      const start = performance.now();
      await work();
      shortest[what] = Math.min(shortest[what], performance.now() - start);
    };
    const lesson = { network, weights, trials, count, steps, rule, feedback: weights.output, places };
    const loss = (from: Parameters<typeof lsnn>[0]) =>
      tf.losses.softmaxCrossEntropy(target, lsnn(from, variables, { network, rule, places }).logits) as tf.Scalar;
    const still = tf.train.sgd(0);
    for (let n = 0; n < 30; n++) {
      await time('engine', () => engine.learn(lesson));
      await time('tensor', () => still.minimize(() => loss(input)));
      const fresh = input.add<tf.Tensor3D>(0); // nothing is known of it
      await time('fresh', () => still.minimize(() => loss(fresh)));
      fresh.dispose();
      await time('trials', () => still.minimize(() => loss(trials)));
    }
    const { gradients } = await engine.learn(lesson);
    await engine.close();
    const { grads } = tf.variableGrads(() => loss(input));
    expect(
      compare(
        'recurrent',
        grads[variables.recurrent.name].dataSync(),
        gradients.recurrent.flatMap((row) => [...row]),
        0
      ).error
    ).toBeLessThan(1e-4);
    // the shortest of many, since other work on the machine only ever adds; a machine so busy that all takes longer may miss by a tenth
    const allowed = Math.max(10, 0.1 * shortest.engine);
    expect(shortest.tensor - shortest.engine).toBeLessThan(allowed);
    // a tensor not seen before is 20 MB to look through, 8 to 10 ms
    expect(shortest.fresh - shortest.engine).toBeLessThan(1.5 * allowed);
    expect(shortest.trials - shortest.engine).toBeLessThan(allowed);
    tf.dispose([input, target, grads]);
    tf.disposeVariables();
  });
});

describe('the tape of the plain ops at the size of Figure 3C', () => {
  it('takes the memory that is reckoned', () => {
    const length = 300;
    const program = `
      const { tf, useBackend, tensorSimulate, weightTensors } = require('./dist/tensorflow');
      const { networkOf, presets, initialWeights } = require('./dist');
      const network = networkOf(presets.figure3c);
      const gradient = (steps) => tf.tidy(() => {
        const { input, recurrent, output, bias } = weightTensors(initialWeights(presets.figure3c, 1).weights);
        const x = tf.randomUniform([64, steps, 40]).less(0.02).toFloat();
        const loss = (...w) =>
          tensorSimulate(network, { input: w[0], recurrent: w[1], output: w[2], bias: w[3] }, x).logits[steps - 1].square().sum();
        tf.grads(loss)([input, recurrent, output, bias]);
        return process.resourceUsage().maxRSS;
      });
      useBackend('wasm').then(() => { const before = gradient(5); console.log(1024 * (gradient(${length}) - before)); });`;
    const used = Number(execFileSync(process.execPath, ['-e', program], { cwd: join(__dirname, '..', '..'), encoding: 'utf8' }));
    const reckoned = tapeBytes({ ...network, trials: 64, steps: length });
    expect(used).toBeLessThan(1.1 * reckoned);
    expect(used).toBeGreaterThan(0.6 * reckoned);
  });
});

describe('the programs in the readme', () => {
  /** What the compiler says of ES modules at the top of the repository, which need not be there. */
  const complaints = (programs: readonly string[]) => {
    const files = new Map(programs.map((text, n) => [join(__dirname, '..', '..', `readme-${n}.mts`).replaceAll('\\', '/'), text]));
    const options: ts.CompilerOptions = {
      noEmit: true, strict: true, skipLibCheck: true, types: ['node'], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16,
    };
    const host = ts.createCompilerHost(options);
    const { fileExists, readFile, getSourceFile } = host;
    host.fileExists = (name) => files.has(name) || fileExists(name);
    host.readFile = (name) => files.get(name) ?? readFile(name);
    host.getSourceFile = (name, version, ...rest) =>
      files.has(name) ? ts.createSourceFile(name, files.get(name)!, version) : getSourceFile(name, version, ...rest);
    return ts
      .getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  };

  it('have the right types', () => {
    const programs = readmePrograms();
    expect(programs.length).toBeGreaterThanOrEqual(3);
    expect(complaints(programs)).toEqual([]);
    expect(
      complaints(programs.map((text) => text.replace('networkOf, ', '').replace('dist/tensorflow/index.js', 'dist/tensorflow')))
    ).not.toEqual([]);
  });
});
