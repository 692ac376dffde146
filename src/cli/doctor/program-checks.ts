import { isInRange, majorOf, majorsOf } from '../../node/node-range';
import { nodeRange } from '../../node/package';
import type { Facts } from './facts';
import { missing, note, ok, type Finding } from './finding';

/** Tells what the program itself needs: with these, the figure is drawn and runs are trained. */
export function programChecks(facts: Facts): Finding[] {
  return [node(facts), webAssembly(facts), disk(facts), memory(facts)];
}

/** The version of Node to install: with long-term support, and the one that laptops have. */
const RECOMMENDED = 24;
const INSTALL_NODE = `install Node ${RECOMMENDED} from nodejs.org (with nvm: nvm install ${RECOMMENDED})`;
/** Majors that get no more fixes, and since when. */
const ENDED: Readonly<Record<number, string>> = { 20: 'April 2026' };

function node({ node: version }: Facts): Finding {
  const ended = ENDED[majorOf(version)];
  if (!isInRange(version)) return missing('Node', `${version}; tried are ${majorsOf(nodeRange).join(', ')} and newer`, INSTALL_NODE);
  if (ended) return note('Node', `${version}, which works, but gets no more security fixes since ${ended}`, INSTALL_NODE);
  return ok('Node', version);
}

function webAssembly({ simd, threads, kernelProblem, notebooks }: Facts): Finding {
  const what = 'WebAssembly';
  if (!simd || !threads) {
    const lacks = [...simd ? [] : ['SIMD'], ...threads ? [] : ['threads']].join(' and ');
    const use = `use Node ${RECOMMENDED} on a 64-bit processor made after 2008, without --jitless`;
    return missing(what, `no ${lacks}`, `${use}; --engine reference runs without, slowly`);
  }
  if (!kernelProblem) return ok(what, 'SIMD and threads; the kernel compiles');
  const found = `SIMD and threads; the kernel does not load (${kernelProblem.split(';')[0]})`;
  return missing(what, found, notebooks ? 'npm run build' : 'remove node_modules/mdgl, then npm install');
}

/** Packages and JupyterLab's environment take 900 MB together, results little. */
const DISK = { needed: 0.1e9, comfortable: 1.5e9 };

function disk({ freeDiskBytes, root }: Facts): Finding {
  const found = `${gigabytes(freeDiskBytes)} free at ${root}`;
  if (freeDiskBytes < DISK.needed) return missing('disk', found, 'free 100 MB: results are refused where they cannot be written whole');
  if (freeDiskBytes < DISK.comfortable) return note('disk', found, 'installing everything, with JupyterLab, takes up to 1.5 GB');
  return ok('disk', found);
}

/** Training of Figure 3C in a window of its own, and Node. */
const MEMORY = { needed: 0.25e9, comfortable: 1e9 };

function memory({ memoryBytes, freeMemoryBytes, platform }: Facts): Finding {
  // macOS counts what it could give up as used.
  const known = platform === 'darwin' ? memoryBytes : freeMemoryBytes;
  const found = `${gigabytes(memoryBytes)}, ${gigabytes(freeMemoryBytes)} free`;
  const close = 'close other programs: training at the size of Figure 3C takes 150 MB a run, and Node its own 80 MB';
  if (known < MEMORY.needed) return missing('memory', found, close);
  if (known < MEMORY.comfortable) return note('memory', found, 'give --workers 1 where training is killed');
  return ok('memory', found);
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
