import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  deriveUsername,
  numberedUsername,
  parseUsername,
  usernameSchema,
  type UsernameProblem,
} from './username.ts';
import { quickestOf } from '../tests/support/quickest-of.ts';

function verdictOn(input: string): UsernameProblem | 'ok' {
  const parsed = parseUsername(input);
  return parsed.ok ? 'ok' : parsed.reason;
}

test('keeps a name as typed and compares it in lower case', () => {
  expect(parseUsername(' Anna.Rossi-2 ')).toEqual({
    ok: true,
    username: 'Anna.Rossi-2',
    canonical: 'anna.rossi-2',
  });
});

describe('refuses, and says why', () => {
  const refused: Record<UsernameProblem, string[]> = {
    empty: ['', '  '],
    at_sign: ['anna@example.org', '@anna', 'an@na'],
    too_short: ['a', 'ab'],
    too_long: ['a'.repeat(65), 'a'.repeat(100_000), `${' '.repeat(1000)}anna`],
    characters: [
      ...[
        'anna rossi',
        'anna\nrossi',
        'anna\u200brossi',
        'änna',
        'ann\u0131',
        '\u212Aarl',
        'straße',
        'ａnna',
        'аnna',
      ],
      ...['ᴮᴵᴳᴮᴵᴿᴰ', 'an/na', 'an\\na', 'an%00na', '<anna>', 'anna＠x', 'anna\ud800', 'e\u0301va', '\0\0\0'],
    ],
    edges: ['.anna', 'anna.', '-anna', 'anna_', '...', '__proto__'],
  };
  const cases = Object.entries(refused).flatMap(([reason, inputs]) => inputs.map((input) => [input, reason]));

  test.each(cases)('%j: %s', (input, reason) => {
    expect(verdictOn(input ?? '')).toBe(reason);
  });
});

test('the canonical form is its own canonical form', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'aZk0._-\u212A\u0131ß'), maxLength: 70 }),
  );
  fc.assert(
    fc.property(typed, (input) => {
      const parsed = parseUsername(input);
      if (!parsed.ok) return;
      expect(parsed.canonical).toMatch(/^[a-z0-9][a-z0-9._-]{1,62}[a-z0-9]$/);
      expect(parseUsername(parsed.canonical)).toMatchObject({ canonical: parsed.canonical });
      expect(parseUsername(parsed.username)).toMatchObject({ canonical: parsed.canonical });
    }),
    { numRuns: 2000 },
  );
});

describe('derives a username from an address', () => {
  test.each([
    ['anna.rossi@example.org', 'anna.rossi'],
    ['Anna.Rossi+news@example.org', 'anna.rossi'],
    ['anna+a+b@example.org', 'anna'],
    ['+anna@example.org', 'anna'],
    ["o'brien@example.org", 'obrien'],
    ['a!b#c@example.org', 'a-b-c'],
    ['_anna_@example.org', 'anna'],
    ['a--b__c@example.org', 'a-b_c'],
    ['jürgen.groß@example.org', 'jurgen.gross'],
    ['Łukasz@example.org', 'lukasz'],
    ['İpek@example.org', 'ipek'],
    ['ａｎｎａ@example.org', 'anna'],
    ['a@x.org', 'a.x-org'],
    ['me@münchen.de', 'me.munchen-de'],
    ['安@x.org', 'x-org'],
    ['!@x.org', 'x-org'],
    ['anna', 'anna'],
    ['an', 'anx'],
    ['', 'xxx'],
    ['@', 'xxx'],
    [`${'a'.repeat(63)}.b@x.org`, 'a'.repeat(63)],
  ])('%j → %s', (email, username) => {
    expect(deriveUsername(email)).toBe(username);
  });

  test('that is valid and in lower case, for any text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.emailAddress(),
      fc.string({ unit: fc.constantFrom(...'aß@+._-\u212A'), maxLength: 200 }),
    );
    fc.assert(
      fc.property(text, (email) => {
        const username = deriveUsername(email);
        expect(parseUsername(username)).toEqual({ ok: true, username, canonical: username });
      }),
      { numRuns: 3000 },
    );
  });

  test('in no time from 100 kB', () => {
    for (const text of ['+'.repeat(100_000), 'ﷺ'.repeat(100_000), `${'-'.repeat(100_000)}a`]) {
      expect(quickestOf(() => deriveUsername(text))).toBeLessThan(10);
    }
  });
});

describe('numbers a name that is taken', () => {
  test.each([
    ['anna.rossi', 2, 'anna.rossi2'],
    ['anna1', 2, 'anna1-2'],
    ['a'.repeat(64), 12, `${'a'.repeat(62)}12`],
    [`${'a'.repeat(62)}.b`, 2, `${'a'.repeat(62)}2`],
  ])('%s, %i → %s', (base, n, numbered) => {
    expect(numberedUsername(base, n)).toBe(numbered);
  });

  test('validly, and never twice the same', () => {
    const base = fc.string({ unit: fc.constantFrom(...'ab1.-_'), maxLength: 80 }).map(deriveUsername);
    fc.assert(
      fc.property(base, (name) => {
        const numbers = [2, 3, 9, 10, 11, 22, 99, 100, 1_000_000];
        const names = numbers.map((n) => numberedUsername(name, n));
        expect(new Set(names).size).toBe(numbers.length);
        for (const numbered of names) expect(verdictOn(numbered)).toBe('ok');
      }),
    );
  });
});

test('names the text of a refusal in a request', () => {
  expect(usernameSchema.parse(' Anna ')).toBe('Anna');
  expect(usernameSchema.safeParse('ab').error?.issues).toMatchObject([
    { params: { code: 'username.too_short', minimum: 3 } },
  ]);
});
