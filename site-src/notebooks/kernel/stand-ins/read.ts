let base = '';
const known = new Map<string, Uint8Array | undefined>();

/** Sets where names of files are relative to. */
export function setBase(address: string): void {
  base = address;
}

/** Reads a file from where the page came from, while the worker waits; undefined if there is none. */
export function bytesAt(path: string): Uint8Array | undefined {
  const address = new URL(path, base).href;
  if (!known.has(address)) known.set(address, fetched(address));
  return known.get(address);
}

function fetched(address: string): Uint8Array | undefined {
  const request = new XMLHttpRequest();
  request.open('GET', address, false);
  // A request that is waited for has text as its only answer in some browsers: each byte is the low byte of a character.
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  if (request.status !== 200) return undefined;
  return Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 0xff);
}
