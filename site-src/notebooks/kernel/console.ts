import { inspect } from './inspect';

/** Sends what cells print, a line a call, as Node's console does: warnings and errors on the other stream. */
export function useConsole(write: (stream: 'stdout' | 'stderr', text: string) => void): void {
  const to = (stream: 'stdout' | 'stderr') => (...values: unknown[]) => {
    write(stream, `${values.map((value) => typeof value === 'string' ? value : inspect(value)).join(' ')}\n`);
  };
  Object.assign(console, {
    log: to('stdout'), info: to('stdout'), debug: to('stdout'), table: to('stdout'), dir: to('stdout'),
    warn: to('stderr'), error: to('stderr'),
  });
}
