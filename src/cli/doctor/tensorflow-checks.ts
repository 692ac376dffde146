import { inClone } from '../../node/package';
import { nodeRemedy, type BackendState } from '../../tensorflow/backend';
import type { Finding } from './finding';

const onlyFor = 'TensorFlow.js';

/** Which backend of TensorFlow.js is in use, and why others cannot be. Only the chosen one is needed. */
export function tensorflowChecks(states: readonly BackendState[], wanted: string | undefined): Finding[] {
  const names = states.map(({ name }) => name).join(', ');
  const unknown: Finding[] = states.some(({ chosen }) => chosen) ? [] : [{ what: 'TensorFlow.js', status: 'missing', found: `MDGL_BACKEND is "${wanted}"`, mend: `known are ${names}`, onlyFor }];
  return [...unknown, ...states.map(ofBackend)];
}

function ofBackend({ name, chosen, problem }: BackendState): Finding {
  const what = `tfjs ${name}`;
  if (!problem) return { what, status: 'ok', found: chosen ? 'in use' : `can be used by MDGL_BACKEND=${name}`, onlyFor };
  const mend = name === 'node' ? [nodeRemedy(), 'the others do without'].filter(Boolean).join('; ') : inClone ? 'npm ci installs it' : 'npm install installs it';
  return { what, status: chosen ? 'missing' : 'note', found: problem, mend, onlyFor };
}
