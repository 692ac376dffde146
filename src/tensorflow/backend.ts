import { createRequire } from 'node:module';
import type * as Tfjs from '@tensorflow/tfjs';
import { InputError } from '../core/errors';
import { majorOf } from '../node/node-range';
import { inClone } from '../node/package';

/** What carries out TensorFlow.js: WebAssembly, TensorFlow's own library, or plain JavaScript. */
export type BackendName = 'wasm' | 'node' | 'cpu';

/** Whether a backend can be had here. */
export interface BackendState {
  readonly name: BackendName;
  /** Whether it is the one that MDGL_BACKEND, or its absence, chooses, once `useBackend()` is called. */
  readonly chosen: boolean;
  /** Why it cannot be used, in one line; null if it can. */
  readonly problem: string | null;
}

/** The backends there are; the first is the default. */
export const backendNames: readonly BackendName[] = ['wasm', 'node', 'cpu'];

/** What TensorFlow.js calls them. */
const REGISTERED: Record<BackendName, string> = { wasm: 'wasm', node: 'tensorflow', cpu: 'cpu' };

// TensorFlow.js takes a third of a second to load, so it waits until it is needed.
const load = createRequire(__filename);

/**
 * Returns the backend that the environment variable MDGL_BACKEND names; wasm without it.
 * @throws InputError listing the backends there are
 */
export function chosenBackend(wanted: string | undefined = process.env.MDGL_BACKEND): BackendName {
  const found = backendNames.find((name) => name === (wanted || backendNames[0]));
  if (!found) throw new InputError(`MDGL_BACKEND is "${wanted}"; known are ${backendNames.join(', ')}`);
  return found;
}

/**
 * Makes TensorFlow.js compute with a backend, by default the chosen one. Nothing falls back silently.
 * MDGL_BACKEND takes effect here: until this is awaited, TensorFlow.js computes with what it finds, its slow plain
 * JavaScript.
 * @throws InputError if the name is unknown, or it cannot be had, which says why
 */
export async function useBackend(name: BackendName = chosenBackend()): Promise<BackendName> {
  if (!backendNames.includes(name)) throw new InputError(`the backend is "${name}"; known are ${backendNames.join(', ')}`);
  const problem = await start(name);
  if (!problem) return name;
  const remedy = name === 'node' ? nodeRemedy() : undefined;
  throw new InputError(
    `the TensorFlow.js backend ${name} cannot be used: ${problem}; ${remedy ? `${remedy}, or ` : ''}choose `
      + `MDGL_BACKEND=${backendNames.filter((other) => other !== name).join(' or ')}`
  );
}

/** Tells what of each backend is to be had. Every one is loaded for that; the one in use before is in use afterwards. */
export async function backends(): Promise<BackendState[]> {
  const tf: typeof Tfjs = load('@tensorflow/tfjs');
  const before = tf.engine().backendName;
  const chosen = process.env.MDGL_BACKEND || backendNames[0];
  const states: BackendState[] = [];
  for (const name of backendNames) states.push({ name, chosen: name === chosen, problem: await start(name) });
  if (before) await tf.setBackend(before);
  return states;
}

/** Puts a backend to use; what is in its way, or null. */
async function start(name: BackendName): Promise<string | null> {
  try {
    const tf: typeof Tfjs = load('@tensorflow/tfjs');
    if (name === 'wasm') load('@tensorflow/tfjs-backend-wasm');
    if (name === 'node') loadNode();
    if (!await tf.setBackend(REGISTERED[name])) return 'it does not start';
    if (name === 'cpu') withoutAdvertisement(tf);
    return null;
  } catch (error) {
    return name === 'node' ? nodeProblem(error as NodeJS.ErrnoException) : firstLine(error as Error);
  }
}

function loadNode(): void {
  const tooNew = newerThanTfjsNode();
  if (tooNew) throw new InputError(tooNew);
  // else TensorFlow tells on standard error which processor it was compiled for
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  load('@tensorflow/tfjs-node');
}

/**
 * Tells why @tensorflow/tfjs-node is absent. Its installation fails in two ways: npm leaves the optional package out
 * where its download fails (MODULE_NOT_FOUND), or its native addon is missing or does not load.
 */
export function nodeProblem(error: NodeJS.ErrnoException): string {
  if (error instanceof InputError) return error.message;
  if (error.code === 'MODULE_NOT_FOUND') {
    return /'@tensorflow\/tfjs-node'/.test(firstLine(error))
      ? 'the optional package @tensorflow/tfjs-node is not installed'
      : `@tensorflow/tfjs-node is not complete (${firstLine(error)})`;
  }
  return `the native addon of @tensorflow/tfjs-node is not there or does not load (${firstLine(error)})`;
}

/** tfjs-node 4.22.0 calls functions of Node that later majors lack: it loads there, and each operation fails. */
const LAST_OF_TFJS_NODE = 22;

/** Says why tfjs-node cannot run on a version of Node; undefined if it can. */
export function newerThanTfjsNode(node: string = process.versions.node): string | undefined {
  return majorOf(node) > LAST_OF_TFJS_NODE ? `@tensorflow/tfjs-node runs up to Node ${LAST_OF_TFJS_NODE}, this is Node ${node}` : undefined;
}

/** Says how to get tfjs-node; undefined if nothing helps. */
export function nodeRemedy(node: string = process.versions.node, clone: boolean = inClone): string | undefined {
  if (newerThanTfjsNode(node)) return undefined;
  return clone ? 'npm run tfjs-node:build builds it (Linux x64)' : 'a clone of the repository can build it (Linux x64)';
}

/** Makes the first tensor quietly: that of the cpu backend prints a notice that the node backend is faster. */
function withoutAdvertisement(tf: typeof Tfjs): void {
  const production = tf.env().getBool('PROD');
  tf.env().set('PROD', true);
  tf.tidy(() => tf.scalar(0));
  tf.env().set('PROD', production);
}

function firstLine({ message }: Error): string {
  return message.trim().split('\n')[0].replace(/[.:\s]+$/, '');
}
