import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey } from './derive-key.ts';

/** Encrypts what must not be readable in the database or in a copy of it. */
export interface Seal {
  /**
   * @param about what it belongs to; a sealed value that is moved to another row or field can't be opened there
   */
  seal(text: string, about: string): string;
  /** @throws {Error} when the secret is no longer there, or anything was changed. */
  open(sealed: string, about: string): string;
}

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM with a random nonce (NIST SP 800-38D, 8.2.2), `key id "." base64url(nonce, ciphertext, tag)`. The key is
 * derived from FOYER_SECRET, of which the first part seals and each opens: every value names its key.
 */
export function createSeal(secrets: readonly string[]): Seal {
  const keys = new Map(secrets.map((secret) => [keyIdOf(secret), deriveKey(secret, 'field')]));
  const [first] = keys;
  if (!first) throw new Error('sealing needs a secret');
  const [keyId, sealingKey] = first;
  return {
    seal(text, about) {
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, sealingKey, nonce).setAAD(Buffer.from(about));
      const bytes = [nonce, sealing.update(text, 'utf8'), sealing.final(), sealing.getAuthTag()];
      return `${keyId}.${Buffer.concat(bytes).toString('base64url')}`;
    },
    open(sealed, about) {
      const [id = '', encoded = ''] = sealed.split('.');
      const key = keys.get(id);
      if (!key) throw new Error('the secret that sealed this value is not in FOYER_SECRET any more');
      const bytes = Buffer.from(encoded, 'base64url');
      const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      opening.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-tagBytes));
      const text = opening.update(bytes.subarray(nonceBytes, -tagBytes));
      return Buffer.concat([text, opening.final()]).toString('utf8');
    },
  };
}

function keyIdOf(secret: string): string {
  return deriveKey(secret, 'field key id').toString('hex', 0, 8);
}
