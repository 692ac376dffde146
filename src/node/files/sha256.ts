import { createHash } from 'node:crypto';

/** Computes SHA-256, in 64 hex digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
