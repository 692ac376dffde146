/** What the library needs of Node's Buffer. */
export class Bytes extends Uint8Array {
  override toString(encoding = 'utf8', start = 0, end = this.length): string {
    const part = this.subarray(start, end);
    return encoding === 'latin1' ? Array.from(part, (byte) => String.fromCharCode(byte)).join('') : new TextDecoder().decode(part);
  }

  readUInt16LE(at: number): number {
    return this.view.getUint16(at, true);
  }

  readUInt32LE(at: number): number {
    return this.view.getUint32(at, true);
  }

  equals(other: Uint8Array): boolean {
    return this.length === other.length && this.every((byte, n) => byte === other[n]);
  }

  private get view(): DataView {
    return new DataView(this.buffer, this.byteOffset, this.length);
  }
}

/** Makes bytes of a text, or looks at bytes that are there. */
function from(source: string | ArrayBuffer | ArrayLike<number>, how?: string | number, length?: number): Bytes {
  if (source instanceof ArrayBuffer) return new Bytes(source, Number(how), length);
  if (typeof source !== 'string') return new Bytes(source);
  return new Bytes(how === 'latin1' ? Array.from(source, (character) => character.charCodeAt(0)) : new TextEncoder().encode(source));
}

Object.assign(globalThis, { Buffer: { from } });
