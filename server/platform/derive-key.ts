import { hkdfSync } from 'node:crypto';

/**
 * A 256-bit key for one use from the server's secret (HKDF-SHA-256, RFC 5869). The label separates the uses: a key
 * that leaks, or a MAC made for one thing, is worth nothing for another.
 */
export function deriveKey(secret: string, label: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'foyer', label, 32));
}
