import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { packageFolder } from '../package';

/** Which code ran: its git commit, and whether source and dependencies were as committed. */
export interface CodeVersion {
  readonly commit: string;
  readonly clean: boolean;
}

/** Returns the version of this package's code; null if it is no git clone, or there is no git. */
export function codeVersion(): CodeVersion | null {
  const root = realpathSync(packageFolder);
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    // A package in the node_modules of someone's project is not that project.
    if (realpathSync(git('rev-parse', '--show-toplevel')) !== root) return null;
    return {
      commit: git('rev-parse', 'HEAD'),
      clean: git('status', '--porcelain', '--', 'src', 'package.json', 'package-lock.json') === '',
    };
  } catch {
    return null;
  }
}
