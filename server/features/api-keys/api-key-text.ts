import { randomBytes } from 'node:crypto';

/** What a key carries: ids that locate it, and the secret that proves it (ruling 5). */
export interface ApiKeyText {
  readonly organizationId: string;
  readonly keyId: string;
  readonly secret: string;
}

// Recognisable for scanners of secrets; the ids as 32 bytes, the secret as 32 more, both in base64url.
const shape = /^foyer_([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/;

/** 256 random bits. */
export function newApiKeySecret(): string {
  return randomBytes(32).toString('base64url');
}

export function writeApiKey({ organizationId, keyId, secret }: ApiKeyText): string {
  const ids = Buffer.from((organizationId + keyId).replaceAll('-', ''), 'hex');
  return `foyer_${ids.toString('base64url')}.${secret}`;
}

/** @returns undefined for what was never a key of Foyer */
export function readApiKey(text: string): ApiKeyText | undefined {
  const [, ids = '', secret = ''] = shape.exec(text) ?? [];
  if (secret === '') return undefined;
  const hex = Buffer.from(ids, 'base64url').toString('hex');
  return { organizationId: uuidOf(hex.slice(0, 32)), keyId: uuidOf(hex.slice(32)), secret };
}

function uuidOf(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
