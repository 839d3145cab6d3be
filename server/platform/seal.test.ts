import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSeal } from './seal.ts';

const old = 'the old secret, of 32 characters or more';
const young = 'the new secret, of 32 characters or more';

it('opens what it sealed, for what it belongs to and nothing else', () => {
  const { seal, open } = createSeal([old]);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (text, about, other) => {
      const sealed = seal(text, about);
      expect(open(sealed, about)).toBe(text);
      fc.pre(about !== other);
      expect(() => open(sealed, other)).toThrow();
    }),
  );
});

it('gives no two values the same form, and none away', () => {
  const { seal } = createSeal([old]);
  const sealed = Array.from({ length: 50 }, () => seal('AB123456', 'anna'));
  expect(new Set(sealed).size).toBe(50);
  expect(sealed.join('')).not.toContain('AB123456');
});

it('refuses what was changed by a single bit', () => {
  const { seal, open } = createSeal([old]);
  const sealed = seal('AB123456', 'anna');
  const [id = '', encoded = ''] = sealed.split('.');
  const bytes = Buffer.from(encoded, 'base64url');
  for (let place = 0; place < bytes.length; place += 1) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(bytes.readUInt8(place) ^ 1, place);
    expect(() => open(`${id}.${changed.toString('base64url')}`, 'anna')).toThrow();
  }
});

it('seals with the first secret and opens with each; without it, not at all', () => {
  const before = createSeal([old]).seal('AB123456', 'anna');
  const both = createSeal([young, old]);
  expect(both.open(before, 'anna')).toBe('AB123456');
  const after = both.seal('AB123456', 'anna');
  expect(createSeal([young]).open(after, 'anna')).toBe('AB123456');
  expect(() => createSeal([young]).open(before, 'anna')).toThrow(/FOYER_SECRET/);
});
