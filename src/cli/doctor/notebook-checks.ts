import type { Facts, NotebookFacts } from './facts';
import { missing, note, ok, type Finding } from './finding';

const SET_UP = 'npm run lab sets it up';

/** Tells what JupyterLab and its TypeScript kernel need, and what is known to trouble them. */
export function notebookChecks({ notebooks, ...machine }: Facts): Finding[] {
  const found = notebooks
    ? [python(notebooks), jupyterLab(notebooks), kernel(notebooks), browser(notebooks), ...troubles(machine)]
    : [note('notebooks', 'not in this package', 'they come with a clone of the repository')];
  return found.map((finding) => ({ ...finding, onlyFor: 'notebooks' }));
}

function python({ python: { found, problem } }: NotebookFacts): Finding {
  if (found) return ok('Python', found);
  const [what, ...mend] = (problem ?? 'none was found').split('; ');
  return missing('Python', what, mend.join('; ') || 'install Python 3');
}

function jupyterLab({ environment: { exists, complete, jupyterlab } }: NotebookFacts): Finding {
  if (complete) return ok('JupyterLab', `${jupyterlab ?? 'installed'} in .venv`);
  const unfinished = `.venv is out of date or unfinished (JupyterLab ${jupyterlab ?? 'missing'})`;
  return missing('JupyterLab', exists ? unfinished : 'no .venv yet', SET_UP);
}

function kernel({ kernel: { registered, lost } }: NotebookFacts): Finding {
  const what = 'tslab kernel';
  if (!registered) return missing(what, 'not registered', SET_UP);
  if (lost.length === 0) return ok(what, 'registered, its paths exist');
  const gone = `registered with ${lost.join(' and ')}, which is gone (the folder has moved, or Node)`;
  return missing(what, gone, 'npm run lab registers it anew');
}

function browser({ browser: found }: NotebookFacts): Finding {
  if (found) return ok('browser', found);
  const mend = 'JupyterLab opens the default one; or npm run lab -- --no-browser, and open the address that it prints';
  return note('browser', 'none in the usual places', mend);
}

/** Faults of tslab that users meet; each is said only where it can happen. */
function troubles({ platform, root, plugAndPlay }: Omit<Facts, 'notebooks'>): Finding[] {
  const packages = missing('packages', 'Yarn Plug\'n\'Play, with which tslab does not start', 'use npm: remove .pnp.cjs, then npm ci');
  const offC = `${root} is not on C:, where tslab loses the types of Node`;
  const drive = note('drive', offC, 'move the folder to C:, if cells complain about process or require');
  const enoent = 'says "spawn tslab ENOENT" where it takes a kernel from elsewhere';
  const vsCode = note('VS Code', enoent, 'choose the Jupyter kernel of this folder\'s .venv, or work in JupyterLab');
  return [...(plugAndPlay ? [packages] : []), ...(platform === 'win32' && !/^c:/i.test(root) ? [drive] : []), vsCode];
}
