/** A notebook's kernel, in a worker: runs one cell after the other; names stay. */
import type { Report, Request } from '../messages';
import { beginCell, interruptCell, interruption } from './cells';
import { compile } from './compile';
import { useConsole } from './console';
import { inspect } from './inspect';
import { messageOf } from './message-of';
import { load } from './modules';
import { setBase } from './stand-ins/read';

/** What cells have declared, by name. */
const scope: Record<string, unknown> = {};

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.kind === 'start') setBase(data.base);
  else if (data.kind === 'interrupt') interruptCell();
  else void runCell(data.cell, data.source);
});

// What a cell has begun and does not wait for may fail later.
for (const [event, of] of [['error', 'error'], ['unhandledrejection', 'reason']] as const) {
  addEventListener(event, (failure) => {
    failure.preventDefault();
    console.error(messageOf((failure as unknown as Record<string, unknown>)[of]));
  });
}

async function runCell(cell: number, source: string): Promise<void> {
  const report = (what: Report) => postMessage(what);
  beginCell({ number: cell, report });
  useConsole((stream, text) => report({ kind: 'text', cell, stream, text }));
  try {
    await Promise.race([run(source), interruption()]);
    report({ kind: 'done', cell });
  } catch (error) {
    report({ kind: 'done', cell, error: messageOf(error) });
  }
}

async function run(source: string): Promise<void> {
  const { code, names } = compile(source);
  for (const name of names) if (!Object.hasOwn(scope, name)) scope[name] = undefined;
  const result = (value: unknown) => { if (value !== undefined) console.log(inspect(value)); };
  // A function in strict mode may stand inside `with`, which itself may not.
  const body = new Function('scope', 'load', 'result', `with (scope) { return async () => { 'use strict'; ${code}\n}; }`);
  await body(scope, load, result)();
}
