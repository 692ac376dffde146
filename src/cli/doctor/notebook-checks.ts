import type { Facts, NotebookFacts } from './facts';
import type { Finding } from './finding';

const onlyFor = 'notebooks';
const SET_UP = 'npm run lab sets it up';

/** What JupyterLab and its TypeScript kernel need, and what is known to trouble them. */
export function notebookChecks({ notebooks, ...machine }: Facts): Finding[] {
  if (!notebooks) return [{ what: 'notebooks', status: 'note', found: 'not in this package', mend: 'they come with a clone of the repository', onlyFor }];
  return [python(notebooks), jupyterLab(notebooks), kernel(notebooks), browser(notebooks), ...troubles(machine)];
}

function python({ python: { found, problem } }: NotebookFacts): Finding {
  if (found) return { what: 'Python', status: 'ok', found, onlyFor };
  const [what, ...mend] = (problem ?? 'none was found').split('; ');
  return { what: 'Python', status: 'missing', found: what, mend: mend.join('; ') || 'install Python 3', onlyFor };
}

function jupyterLab({ environment: { exists, complete, jupyterlab } }: NotebookFacts): Finding {
  const what = 'JupyterLab';
  if (complete) return { what, status: 'ok', found: `${jupyterlab ?? 'installed'} in .venv`, onlyFor };
  return { what, status: 'missing', found: exists ? `.venv is out of date or unfinished (JupyterLab ${jupyterlab ?? 'missing'})` : 'no .venv yet', mend: SET_UP, onlyFor };
}

function kernel({ kernel: { registered, lost } }: NotebookFacts): Finding {
  const what = 'tslab kernel';
  if (!registered) return { what, status: 'missing', found: 'not registered', mend: SET_UP, onlyFor };
  if (lost.length > 0) return { what, status: 'missing', found: `registered with ${lost.join(' and ')}, which is gone (the folder has moved, or Node)`, mend: 'npm run lab registers it anew', onlyFor };
  return { what, status: 'ok', found: 'registered, its paths exist', onlyFor };
}

function browser({ browser: found }: NotebookFacts): Finding {
  if (found) return { what: 'browser', status: 'ok', found, onlyFor };
  return { what: 'browser', status: 'note', found: 'none in the usual places', mend: 'JupyterLab opens the default one; or npm run lab -- --no-browser, and open the address that it prints', onlyFor };
}

/** Faults of tslab that users meet; each is said only where it can happen. */
function troubles({ platform, root, plugAndPlay }: Omit<Facts, 'notebooks'>): Finding[] {
  const found: Finding[] = [];
  if (plugAndPlay) found.push({ what: 'packages', status: 'missing', found: 'Yarn Plug\'n\'Play, with which tslab does not start', mend: 'use npm: remove .pnp.cjs, then npm ci', onlyFor });
  if (platform === 'win32' && !/^c:/i.test(root)) found.push({ what: 'drive', status: 'note', found: `${root} is not on C:, where tslab loses the types of Node`, mend: 'move the folder to C:, if cells complain about process or require', onlyFor });
  found.push({ what: 'VS Code', status: 'note', found: 'says "spawn tslab ENOENT" where it takes a kernel from elsewhere', mend: 'choose the Jupyter kernel of this folder\'s .venv, or work in JupyterLab', onlyFor });
  return found;
}
