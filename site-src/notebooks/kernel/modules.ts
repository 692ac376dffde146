import { InputError } from 'mdgl/browser';
import * as library from './library';

type Module = Readonly<Record<string, unknown>>;

/** What cells may import. */
const MODULES: Readonly<Record<string, () => Module | Promise<Module>>> = {
  mdgl: () => library,
  'mdgl/tensorflow': tensorflow,
  // As tslab has to call it, whose resolver knows no exports.
  'mdgl/dist/tensorflow': tensorflow,
};

/** Loads TensorFlow.js, which is large, when it is first wanted. */
function tensorflow(): Promise<Module> {
  return import('./tensorflow');
}

/**
 * Finds what a cell imports.
 * @param names that it wants, in order; `*` is all of them
 * @returns the names' values in the same order; without names the module itself
 * @throws InputError if the module or a name is not at hand
 */
export async function load(from: string, names?: readonly string[]): Promise<unknown> {
  if (!Object.hasOwn(MODULES, from)) {
    throw new InputError(`cannot import '${from}' on a page; at hand are ${Object.keys(MODULES).join(', ')}; others need an install`);
  }
  const module = await MODULES[from]();
  return names ? names.map((name) => name === '*' ? module : valueOf(module, name, from)) : module;
}

function valueOf(module: Module, name: string, from: string): unknown {
  if (Object.hasOwn(module, name)) return module[name];
  throw new InputError(`${from} has no ${name} on a page; of a type write \`type ${name}\`, and what writes files needs an install`);
}
