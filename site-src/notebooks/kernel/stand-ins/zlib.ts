import { gunzipSync as gunzip } from 'fflate';
import { Bytes } from './bytes';

export function gunzipSync(bytes: Uint8Array): Bytes {
  return new Bytes(gunzip(bytes));
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});

/** Computes the CRC-32 of zip files. */
export function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 0xff];
  return ~crc >>> 0;
}
