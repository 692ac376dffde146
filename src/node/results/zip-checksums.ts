/** Marks the head of an entry in a zip file's directory, "PK" 1 2. */
const ENTRY = 0x02014b50;
/** Bytes of an entry before its name. */
const HEAD = 46;

/**
 * Reads the CRC-32 of each file in a zip file from its directory; fflate compares none.
 * @see APPNOTE.TXT of PKWARE, 4.3.12 and 4.3.16
 */
export function zipChecksums(bytes: Uint8Array): Map<string, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const checksums = new Map<string, number>();
  let at = view.getUint32(endOf(view) + 16, true);
  while (at + HEAD <= bytes.length && view.getUint32(at, true) === ENTRY) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    checksums.set(new TextDecoder().decode(bytes.subarray(at + HEAD, at + HEAD + name)), view.getUint32(at + 16, true));
    at += HEAD + name + extra + comment;
  }
  return checksums;
}

/** Finds the record behind the directory, "PK" 5 6; a comment of up to 65,535 bytes may follow it. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0; at--) if (view.getUint32(at, true) === 0x06054b50) return at;
  throw new Error('it has no directory');
}
