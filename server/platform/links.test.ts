import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveKey } from './derive-key.ts';
import { createLinks, linkPurposes, type LinkRow } from './links.ts';

const row: LinkRow = {
  organizationId: '019aabcd-0000-7000-8000-000000000001',
  recordId: '019aabcd-0000-7000-8000-0000000000ff',
  purpose: 'invitation',
  nonce: Buffer.alloc(16, 7),
  generation: 1,
};
const otherId = '019aabcd-0000-7000-8000-000000000002';
const secret = 'a secret of this test, long enough';
const links = createLinks([secret]);
const token = links.sign(row);

describe('a token', () => {
  test('opens its own row and says where that row is', () => {
    expect(links.verify(token, row)).toBe(true);
    expect(links.parse(token)).toEqual({
      organizationId: row.organizationId,
      recordId: row.recordId,
      purpose: 'invitation',
    });
  });

  test('is the same each time, so that a mail sent again holds the same link', () => {
    expect(createLinks([secret]).sign({ ...row })).toBe(token);
  });

  test('holds 256 bits that the ids say nothing about', () => {
    const macs = new Set(Array.from({ length: 100 }, () => links.sign({ ...row, nonce: randomBytes(16) })));
    expect(macs.size).toBe(100);
    expect(Buffer.from(token.split('.')[1] ?? '', 'base64url')).toHaveLength(32);
  });

  const changes: Record<string, Partial<LinkRow>> = {
    'another organization': { organizationId: otherId },
    'another record': { recordId: otherId },
    'the next generation': { generation: 2 },
    'an earlier generation': { generation: 0 },
    'another nonce': { nonce: Buffer.alloc(16, 8) },
    'a longer nonce': { nonce: Buffer.alloc(17, 7) },
    'ids that changed places': { organizationId: row.recordId, recordId: row.organizationId },
  };
  test.each(Object.entries(changes))('does not open %s', (_name, change) => {
    expect(links.verify(token, { ...row, ...change })).toBe(false);
    expect(links.verify(links.sign({ ...row, ...change }), row)).toBe(false);
  });

  test('opens one purpose only, though its ids and nonce are the same', () => {
    for (const signed of linkPurposes) {
      for (const asked of linkPurposes) {
        const made = links.sign({ ...row, purpose: signed });
        expect(links.verify(made, { ...row, purpose: asked })).toBe(signed === asked);
        expect(links.parse(made)?.purpose).toBe(signed);
      }
    }
  });

  test('does not carry its MAC over to the ids of another', () => {
    const other = { ...row, recordId: otherId };
    const [ids] = links.sign(other).split('.');
    const [, mac] = token.split('.');
    expect(links.verify(`${ids}.${mac}`, other)).toBe(false);
    expect(links.verify(`${ids}.${mac}`, row)).toBe(false);
  });

  test('is dead with any bit of any character flipped', () => {
    for (let index = 0; index < token.length; index++) {
      for (let bit = 0; bit < 7; bit++) {
        const flipped = String.fromCharCode(token.charCodeAt(index) ^ (1 << bit));
        expect(links.verify(token.slice(0, index) + flipped + token.slice(index + 1), row)).toBe(false);
      }
    }
  });

  test('is dead in any other spelling, also of the same bytes', () => {
    const last = token.at(-1) ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const sameBytes = alphabet[alphabet.indexOf(last) ^ 1] ?? '';
    const respelled = token.slice(0, -1) + sameBytes;
    expect(Buffer.from(respelled.split('.')[1] ?? '', 'base64url')).toEqual(
      Buffer.from(token.split('.')[1] ?? '', 'base64url'),
    );
    const spellings = [
      respelled,
      `${token}=`,
      `${token} `,
      ` ${token}`,
      token.toUpperCase(),
      token.slice(0, -1),
    ];
    for (const spelling of spellings) expect(links.verify(spelling, row)).toBe(false);
    expect(links.verify(token.replace('.', ','), row)).toBe(false);
  });
});

describe('what is no token', () => {
  const odd = [
    null,
    undefined,
    '',
    [],
    {},
    0,
    88,
    true,
    [token],
    { 0: token, length: 88 },
    Buffer.from(token),
  ];
  const shapes = [
    '.',
    'a.b',
    token.slice(1),
    `${token}a`,
    '€'.repeat(88),
    '.'.repeat(88),
    'A'.repeat(100_000),
  ];

  test.each([...odd, ...shapes])('%#: is neither read nor right', (input) => {
    expect(links.parse(input)).toBeUndefined();
    expect(links.verify(input, row)).toBe(false);
  });

  test('with an unknown purpose is not read', () => {
    const bytes = Buffer.alloc(33, 0xff);
    expect(links.parse(`${bytes.toString('base64url')}.${'A'.repeat(43)}`)).toBeUndefined();
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string({ unit: 'binary', minLength: 88, maxLength: 88 }), (any, text) => {
        expect(links.verify(any, row)).toBe(false);
        expect(links.verify(text, row)).toBe(false);
        links.parse(any);
        links.parse(text);
      }),
    );
  });
});

describe('secrets', () => {
  test('the first signs, all verify', () => {
    const renewed = createLinks(['the new secret of this test', secret]);
    expect(renewed.verify(token, row)).toBe(true);
    expect(renewed.sign(row)).not.toBe(token);
    expect(renewed.verify(renewed.sign(row), row)).toBe(true);
    expect(links.verify(renewed.sign(row), row)).toBe(false);
  });

  test('a row that names its key gets the same link after a new secret was put in front', () => {
    const renewed = createLinks(['the new secret of this test', secret]);
    const named = { ...row, keyId: links.keyId };
    expect(renewed.sign(named)).toBe(token);
    expect(renewed.verify(token, named)).toBe(true);
    expect(renewed.verify(renewed.sign(row), named)).toBe(false);
  });

  test('a row whose secret is gone has no link any more', () => {
    const gone = createLinks(['the new secret of this test']);
    const named = { ...row, keyId: links.keyId };
    expect(gone.verify(token, named)).toBe(false);
    expect(() => gone.sign(named)).toThrow('FOYER_SECRET');
  });

  test('are needed', () => {
    expect(() => createLinks([])).toThrow('secret');
  });

  test('give one key per use', () => {
    expect(deriveKey(secret, 'cursor')).toHaveLength(32);
    expect(deriveKey(secret, 'cursor')).toEqual(deriveKey(secret, 'cursor'));
    expect(deriveKey(secret, 'cursor')).not.toEqual(deriveKey(secret, 'field'));
    expect(deriveKey(secret, 'cursor')).not.toEqual(deriveKey('another secret', 'cursor'));
  });
});

test.each(['', 'not an id', row.recordId.replaceAll('-', ''), `${row.recordId.slice(0, -1)}g`])(
  'refuses to sign the id %j',
  (recordId) => {
    expect(() => links.sign({ ...row, recordId })).toThrow('UUID');
  },
);
