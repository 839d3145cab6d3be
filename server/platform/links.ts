import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from './derive-key.ts';

/** What a link can be for. A token made for one purpose is worth nothing for another. */
export const linkPurposes = ['invitation', 'password_reset', 'setup', 'email_change', 'not_me'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** Which row a link is about: where to look, and no claim of its own. */
export interface LinkTarget {
  /** UUIDs, in any case. */
  readonly organizationId: string;
  readonly recordId: string;
  readonly purpose: LinkPurpose;
}

/** What the row says; all of it is in the MAC. */
export interface LinkRow extends LinkTarget {
  /** The row's own random bytes, 16 or more. */
  readonly nonce: Uint8Array;
  /** Counts the links of this row; a higher one ends all lower ones. */
  readonly generation: number;
  /** Which secret signed; null or absent: the first one signs, each may verify. */
  readonly keyId?: string | null;
}

export interface Links {
  /** Names the secret that signs now, for the row. */
  readonly keyId: string;
  /**
   * The row's token, the same each time: a mail that is sent again after a crash holds the same link.
   * @throws {Error} when an id is no UUID, or the row's secret is no longer there.
   */
  sign(row: LinkRow): string;
  /** The row to look up, or undefined for what is no token. Claims nothing: `verify` decides. */
  parse(token: unknown): LinkTarget | undefined;
  /** Whether this is the row's token of this generation. In constant time for anything that is shaped like one. */
  verify(token: unknown, row: LinkRow): boolean;
}

interface Key {
  readonly id: string;
  readonly secret: Buffer;
}

const uuidBytes = 16;
const targetBytes = 2 * uuidBytes + 1;
// 33 bytes are 44 characters without padding or spare bits; 32 bytes are 43.
const tokenShape = /^[A-Za-z0-9_-]{44}\.[A-Za-z0-9_-]{43}$/;
const tokenLength = 88;

/**
 * Makes and checks the tokens of links: `base64url(organization id, record id, purpose) "." base64url(MAC)`, the MAC
 * being HMAC-SHA-256 over purpose, ids, generation and the row's nonce, 256 bits (P7, ruling 7). Nothing that opens a
 * link is in the database, and nothing in the link is believed: the ids find a row, and its state decides.
 *
 * @param secrets the parts of FOYER_SECRET: the first signs, all verify.
 */
export function createLinks(secrets: readonly string[]): Links {
  const keys = secrets.map(makeKey);
  const [first] = keys;
  if (!first) throw new Error('links need a secret');

  function keysOf(row: LinkRow): readonly Key[] {
    return row.keyId == null ? keys : keys.filter((key) => key.id === row.keyId);
  }

  return {
    keyId: first.id,
    sign(row) {
      const key = row.keyId == null ? first : keysOf(row)[0];
      if (!key) throw new Error('the secret that signed this link is not in FOYER_SECRET any more');
      return tokenOf(key, row);
    },
    parse: parseToken,
    verify(token, row) {
      if (typeof token !== 'string' || token.length !== tokenLength) return false;
      const given = Buffer.from(token);
      if (given.length !== tokenLength) return false;
      // Whole tokens are compared, as text: base64url has several spellings of the same bytes. No early end.
      return keysOf(row).reduce(
        (found, key) => timingSafeEqual(Buffer.from(tokenOf(key, row)), given) || found,
        false,
      );
    },
  };
}

function makeKey(secret: string): Key {
  return {
    id: deriveKey(secret, 'link key id').toString('hex', 0, 8),
    secret: deriveKey(secret, 'link'),
  };
}

function tokenOf(key: Key, row: LinkRow): string {
  const target = encodeTarget(row);
  const generation = Buffer.alloc(8);
  generation.writeBigUInt64BE(BigInt(row.generation));
  // Every part but the last has a fixed length, so no two rows give the same bytes.
  const mac = createHmac('sha256', key.secret).update(target).update(generation).update(row.nonce).digest();
  return `${target.toString('base64url')}.${mac.toString('base64url')}`;
}

function encodeTarget({ organizationId, recordId, purpose }: LinkTarget): Buffer {
  const target = Buffer.concat([parseUuid(organizationId), parseUuid(recordId), Buffer.alloc(1)]);
  target.writeUInt8(linkPurposes.indexOf(purpose), targetBytes - 1);
  return target;
}

function parseToken(token: unknown): LinkTarget | undefined {
  if (typeof token !== 'string' || token.length !== tokenLength || !tokenShape.test(token)) return undefined;
  const target = Buffer.from(token.slice(0, 44), 'base64url');
  const purpose = linkPurposes[target.readUInt8(targetBytes - 1)];
  if (!purpose) return undefined;
  return {
    organizationId: formatUuid(target.subarray(0, uuidBytes)),
    recordId: formatUuid(target.subarray(uuidBytes, 2 * uuidBytes)),
    purpose,
  };
}

function parseUuid(id: string): Buffer {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  if (id.length !== 36 || bytes.length !== uuidBytes) throw new Error('a link needs UUIDs');
  return bytes;
}

function formatUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
