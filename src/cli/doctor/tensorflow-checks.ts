import { inClone } from '../../node/package';
import { nodeRemedy, type BackendState } from '../../tensorflow/backend';
import { missing, note, ok, type Finding } from './finding';

/** Tells which backend of TensorFlow.js is in use, and why others cannot be. Only the chosen one is needed. */
export function tensorflowChecks(states: readonly BackendState[], wanted: string | undefined): Finding[] {
  const known = `known are ${states.map(({ name }) => name).join(', ')}`;
  const unknown = states.some(({ chosen }) => chosen) ? [] : [missing('TensorFlow.js', `MDGL_BACKEND is "${wanted}"`, known)];
  return [...unknown, ...states.map(ofBackend)].map((finding) => ({ ...finding, onlyFor: 'TensorFlow.js' }));
}

function ofBackend({ name, chosen, problem }: BackendState): Finding {
  const what = `tfjs ${name}`;
  if (!problem) return ok(what, chosen ? 'in use' : `can be used by MDGL_BACKEND=${name}`);
  const install = inClone ? 'npm ci installs it' : 'npm install installs it';
  const mend = name === 'node' ? [nodeRemedy(), 'the others do without'].filter(Boolean).join('; ') : install;
  return (chosen ? missing : note)(what, problem, mend);
}
