/** Paths with `/`, as addresses have them. */
export function join(...parts: string[]): string {
  const names: string[] = [];
  for (const name of parts.join('/').split('/')) {
    if (name === '..' && names.length > 0 && names.at(-1) !== '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return (parts[0]?.startsWith('/') ? '/' : '') + (names.join('/') || '.');
}

export const resolve = join;

export function basename(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1)!;
}

export function dirname(path: string): string {
  return join(path).split('/').slice(0, -1).join('/') || '.';
}
