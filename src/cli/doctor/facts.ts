import { existsSync, statfsSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inClone, packageFolder } from '../../node/package';
import { node } from '../../node/platform';
import { hasSimd, hasThreads } from './wasm-features';

/** What the checks judge; gathered in one place, so that a test can make up any machine. */
export interface Facts {
  readonly platform: NodeJS.Platform;
  /** Such as `20.20.2`. */
  readonly node: string;
  readonly simd: boolean;
  readonly threads: boolean;
  /** Why the wasm kernel does not compile. */
  readonly kernelProblem?: string;
  /** Folder of the package. */
  readonly root: string;
  readonly freeDiskBytes: number;
  readonly freeMemoryBytes: number;
  readonly memoryBytes: number;
  /** Yarn's Plug'n'Play stands in for node_modules. */
  readonly plugAndPlay: boolean;
  /** Undefined if the package was installed alone, without the scripts and notebooks of its repository. */
  readonly notebooks?: NotebookFacts;
}

/** Answered by tools/lib/notebook-facts.mjs, which shares its code with the set-up of the notebooks. */
export interface NotebookFacts {
  readonly python: { readonly found?: string; readonly problem?: string };
  readonly environment: { readonly exists: boolean; readonly complete: boolean; readonly jupyterlab?: string };
  readonly kernel: { readonly registered: boolean; readonly lost: readonly string[] };
  /** Path of a browser. */
  readonly browser?: string;
}

export async function gatherFacts(): Promise<Facts> {
  const { bavail, bsize } = statfsSync(packageFolder);
  return {
    platform: process.platform,
    node: process.versions.node,
    simd: hasSimd(),
    threads: hasThreads(),
    kernelProblem: kernelProblem(),
    root: packageFolder,
    freeDiskBytes: bavail * bsize,
    freeMemoryBytes: freemem(),
    memoryBytes: totalmem(),
    plugAndPlay: process.versions.pnp !== undefined || existsSync(join(packageFolder, '.pnp.cjs')),
    notebooks: await notebookFacts(),
  };
}

function kernelProblem(): string | undefined {
  try {
    node.engineHost();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

async function notebookFacts(): Promise<NotebookFacts | undefined> {
  if (!inClone) return undefined;
  const file = join(packageFolder, 'tools', 'lib', 'notebook-facts.mjs');
  const tools = await import(pathToFileURL(file).href) as { notebookFacts(): NotebookFacts };
  return tools.notebookFacts();
}
