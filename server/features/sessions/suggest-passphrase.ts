import { wordlist } from '@scure/bip39/wordlists/english.js';
import { checkPassword } from './password-policy.ts';

const words = 5;

/**
 * A random passphrase that `checkPassword` accepts: five of 2048 words, 55 bits, joined by hyphens. A hyphen survives
 * phones that add or take blanks, and a double click takes the whole. The words are BIP 39's: English, 3 to 8 letters,
 * told apart by their first four.
 *
 * @param randomBytes n bytes from a generator fit for secrets.
 * @param about see `checkPassword`.
 */
export function suggestPassphrase(
  randomBytes: (n: number) => Uint8Array,
  about: readonly string[] = [],
): string {
  // One in ten million is refused, so a second refusal is the generator's fault, not chance.
  for (let tries = 0; tries < 10; tries++) {
    const passphrase = drawWords(randomBytes).join('-');
    if (checkPassword(passphrase, about).length === 0) return passphrase;
  }
  throw new Error('the generator of random bytes repeats itself');
}

/** 2048 divides 65536: the remainder favours no word. */
function drawWords(randomBytes: (n: number) => Uint8Array): string[] {
  const bytes = randomBytes(2 * words);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: words }, (_, index) => wordlist[view.getUint16(2 * index) % 2048] ?? '');
}
