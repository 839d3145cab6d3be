import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emailAddressSchema, parseEmailAddress, type EmailProblem } from './email-address.ts';
import { quickestOf } from '../tests/support/quickest-of.ts';

function canonicalOf(input: string): string | undefined {
  const parsed = parseEmailAddress(input);
  return parsed.ok ? parsed.canonical : undefined;
}

function verdictOn(input: string): EmailProblem | 'ok' {
  const parsed = parseEmailAddress(input);
  return parsed.ok ? 'ok' : parsed.reason;
}

describe('takes plain addresses', () => {
  test.each([
    ['anna@example.org', 'anna@example.org', 'anna@example.org'],
    ['  anna@example.org ', 'anna@example.org', 'anna@example.org'],
    ['\u00A0anna@example.org', 'anna@example.org', 'anna@example.org'],
    ['Anna.Rossi+News@Example.ORG', 'Anna.Rossi+News@Example.ORG', 'anna.rossi+news@example.org'],
    ["o'brien_7@sub.example.co.uk", "o'brien_7@sub.example.co.uk", "o'brien_7@sub.example.co.uk"],
    ["!#$%&'*+-/=?^_`{|}~@example.org", "!#$%&'*+-/=?^_`{|}~@example.org", "!#$%&'*+-/=?^_`{|}~@example.org"],
    ['anna@münchen.de', 'anna@xn--mnchen-3ya.de', 'anna@xn--mnchen-3ya.de'],
    ['anna@MU\u0308NCHEN.de', 'anna@xn--mnchen-3ya.de', 'anna@xn--mnchen-3ya.de'],
    ['anna@xn--mnchen-3ya.de', 'anna@xn--mnchen-3ya.de', 'anna@xn--mnchen-3ya.de'],
    ['anna@例え。jp', 'anna@xn--r8jz45g.jp', 'anna@xn--r8jz45g.jp'],
    ['1@2.example', '1@2.example', '1@2.example'],
    [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
  ])('%j', (input, address, canonical) => {
    expect(parseEmailAddress(input)).toEqual({ ok: true, address, canonical });
  });
});

describe('refuses, and says why', () => {
  const refused: Record<EmailProblem, string[]> = {
    empty: ['', ' ', '\u00A0\u3000'],
    too_long: [`anna@${'a.'.repeat(130)}org`, 'a'.repeat(1001), `${' '.repeat(1000)}anna@example.org`],
    control_character: [
      ...['\0', '\t', '\n', '\r', '\r\n', '\x1b', '\x7f', '\x85', '\u2028', '\u2029', '\u200b', '\u200d'],
      ...['\u202e', '\u2066', '\ufeff', '\u00ad', '\ud800', '\udc00', '\u{e0041}'],
    ].flatMap((sign) => [`an${sign}na@example.org`, `anna@exam${sign}ple.org`, `anna@example.org${sign}`]),
    several: [
      'anna@example.org,bob@example.org',
      'anna@example.org;bob@example.org',
      'anna@example.org, Bob <bob@example.org>',
      'anna@@example.org',
      'anna@example.org@evil.example',
      'group: anna@example.org;',
      'anna,rossi',
    ],
    decorated: [
      'Anna <anna@example.org>',
      '<anna@example.org>',
      '"anna"@example.org',
      '"anna rossi"@example.org',
      'anna(comment)@example.org',
      'anna@example.org (Anna)',
      'anna@(comment)example.org',
      'anna\\@example.org',
      'anna[1]@example.org',
    ],
    blank_inside: [
      'anna rossi@example.org',
      'anna @example.org',
      'anna@ example.org',
      'anna@exam\u3000ple.org',
    ],
    no_at: ['anna', 'anna.example.org', 'anna＠example.org', 'anna%40example.org', 'anna﹫example.org'],
    local_part_missing: ['@example.org', '@'],
    local_part_too_long: [`${'a'.repeat(65)}@example.org`],
    local_part_characters: [
      ...[
        'änna',
        'anna\u0131',
        '\u212Aarl',
        'straße',
        'ａnna',
        'аnna',
        'ᴮᴵᴳᴮᴵᴿᴰ',
        'ﬁn',
        'anna:b',
        'e\u0301',
        '✉',
        '安娜',
      ],
    ].map((localPart) => `${localPart}@example.org`),
    local_part_dots: ['.anna@example.org', 'anna.@example.org', 'an..na@example.org', '.@example.org'],
    encoded_word: [
      '=?utf-8?q?anna?=@example.org',
      '=?x?q?anna=40evil.example=3e=00?=@example.org',
      'a=?utf-8?B?YQ@example.org',
      'a=?b?=@example.org',
    ],
    domain_missing: ['anna@'],
    domain_incomplete: ['anna@localhost', 'anna@example', 'anna@example.c', 'anna@münchen'],
    domain_not_valid: [
      ...['example..org', '.example.org', 'example.org.', '-example.org', 'example-.org', 'exam_ple.org'],
      ...[
        'example.org:25',
        'example.org/x',
        'example.org?x',
        'example.org#x',
        'ex%61mple.org',
        'example.org%00',
      ],
      ...[
        'example!org.de',
        'example*.org',
        "exam'ple.org",
        '℀.org',
        'a／b.org',
        'a％2e.org',
        'IPv6:::1',
        '::1',
      ],
      ...[
        `${'a'.repeat(64)}.org`,
        'xn--.org',
        'example.org%0d%0abcc',
        '\u0301.org\u0000'.replace('\u0000', '$'),
      ],
    ].map((domain) => `anna@${domain}`),
    ip_address: [
      '[127.0.0.1]',
      '[IPv6:::1]',
      '127.0.0.1',
      '0x7f.1',
      '2130706433',
      '１２７.0.0.1',
      '1.2.3.256',
      'x.0x',
      '127.0.0.１',
    ].map((host) => `anna@${host}`),
  };
  const cases = Object.entries(refused).flatMap(([reason, inputs]) => inputs.map((input) => [input, reason]));

  test.each(cases)('%j: %s', (input, reason) => {
    expect(verdictOn(input ?? '')).toBe(reason);
  });

  test('numbers that a text names come with it', () => {
    expect(parseEmailAddress(`${'a'.repeat(65)}@example.org`)).toMatchObject({ values: { maximum: 64 } });
    expect(parseEmailAddress('a'.repeat(5000))).toMatchObject({ values: { maximum: 254 } });
  });
});

test('254 characters pass, 255 do not', () => {
  const label = `${'a'.repeat(61)}.`;
  const ending = `${label.repeat(3)}org`;
  const address = (length: number) => `${'b'.repeat(length - ending.length - 1)}@${ending}`;
  expect(address(254)).toHaveLength(254);
  expect(verdictOn(address(254))).toBe('ok');
  const longer = `${'b'.repeat(64)}@${'c'.repeat(2)}${ending}`;
  expect(longer).toHaveLength(256);
  expect(verdictOn(longer)).toBe('too_long');
  const growing = `${'b'.repeat(64)}@${'müllerstraße.'.repeat(9)}org`;
  expect(growing.length).toBeLessThan(254);
  expect(verdictOn(growing)).toBe('too_long');
});

describe('addresses that fold into each other', () => {
  test('differ in ASCII case or in the spelling of the domain, and in nothing else', () => {
    const spellings = [
      'anna@kiel.example',
      'ANNA@KIEL.EXAMPLE',
      'aNNa@\u212Aiel.example',
      'anna@ｋｉｅｌ.example',
    ];
    expect(new Set(spellings.map(canonicalOf))).toEqual(new Set(['anna@kiel.example']));
  });

  test.each([
    ['mike@example.org', 'm\u0131ke@example.org'],
    ['mike@example.org', 'M\u0130KE@example.org'],
    ['kate@example.org', '\u212Aate@example.org'],
    ['strasse@example.org', 'straße@example.org'],
    ['anna@example.org', 'ánna@example.org'],
    ['anna@example.org', 'ａnna@example.org'],
    ['anna@strasse.example', 'anna@straße.example'],
    ['anna@github.example', 'anna@g\u0131thub.example'],
    ['anna@paypal.example', 'anna@p\u0430ypal.example'],
    ['anna@example.org', 'a.nna@example.org'],
    ['anna@example.org', 'anna+x@example.org'],
  ])('%j is never %j', (one, other) => {
    expect(canonicalOf(one)).toBeDefined();
    expect(canonicalOf(other)).not.toBe(canonicalOf(one));
  });

  test('the address that is mailed is read as the canonical one, whatever was typed', () => {
    const parsed = parseEmailAddress('Anna@\u212AIEL.example');
    expect(parsed).toMatchObject({ ok: true, address: 'Anna@kiel.example' });
  });
});

describe('for any input', () => {
  const letters = fc.constantFrom(
    ...'aZ09.-_+%=?"<>[]@ ,;:\\/\u0131\u0130\u212Aßäéａ。⒈℀\u0301\u200d\u202e\ud800\0\n',
  );
  const oddAddress = fc
    .tuple(fc.string({ unit: letters, maxLength: 20 }), fc.string({ unit: letters, maxLength: 20 }))
    .map(([localPart, domain]) => `${localPart}@${domain}.org`);
  const domainLike = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .map((name) => `a@${name}.example`);
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress(), oddAddress, domainLike);

  test('the canonical form is its own canonical form, plain ASCII and within the limits', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const parsed = parseEmailAddress(input);
        if (!parsed.ok) return;
        expect(canonicalOf(parsed.canonical)).toBe(parsed.canonical);
        expect(canonicalOf(parsed.address)).toBe(parsed.canonical);
        expect(parsed.address.toLowerCase()).toBe(parsed.canonical);
        expect(parsed.address).toMatch(/^[\x21-\x7e]+$/);
        expect(parsed.address.split('@')).toHaveLength(2);
        expect(parsed.address.length).toBeLessThanOrEqual(254);
      }),
      { numRuns: 3000 },
    );
  });

  test.each(['a', '@', '.', ' ', '-', 'a.', '\u0301', '＠', '=?', '\0', '1'])(
    '100 kB of %j is refused within 10 ms',
    (piece) => {
      const input = piece.repeat(100_000 / piece.length);
      for (const text of [input, `a@${input}.org`, `${input}@example.org`]) {
        expect(verdictOn(text)).toBe('too_long');
        expect(quickestOf(() => verdictOn(text))).toBeLessThan(10);
      }
    },
  );
});

describe('in a request', () => {
  test('gives the address as it is stored', () => {
    expect(emailAddressSchema.parse(' Anna@Example.org ')).toBe('Anna@Example.org');
  });

  test('names the text of a refusal', () => {
    const { error } = emailAddressSchema.safeParse(`${'a'.repeat(65)}@example.org`);
    expect(error?.issues).toMatchObject([
      { code: 'custom', params: { code: 'email.local_part_too_long', maximum: 64 } },
    ]);
  });

  test.each([null, 5, [], ['anna@example.org'], {}, undefined])('refuses %j as no text', (input) => {
    expect(emailAddressSchema.safeParse(input).error?.issues).toMatchObject([{ code: 'invalid_type' }]);
  });
});
