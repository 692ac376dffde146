import { sha256 as hash } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Computes SHA-256, in 64 hex digits; the browser's own is asynchronous, and absent on plain http. */
export function sha256(content: string | Uint8Array): string {
  return bytesToHex(hash(typeof content === 'string' ? new TextEncoder().encode(content) : content));
}
