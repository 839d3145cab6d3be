import { randomInt } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPassword } from './password-policy.ts';
import { quickestOf } from '../../../tests/support/quickest-of.ts';

const about = ['anna.rossi@alder-institute.example', 'arossi', 'Alder Institute'];

function codesFor(password: string): readonly string[] {
  return checkPassword(password, about).map((problem) => problem.code);
}

describe('length', () => {
  test('is 15 characters at least, and the refusal says how many there are', () => {
    expect(checkPassword('plum kettle 7', about)).toEqual([
      { code: 'password.too_short', values: { count: 13, minimum: 15 } },
    ]);
    expect(codesFor('plum kettle 712')).toEqual([]);
  });

  test('counts characters, not bytes or halves of them, after they were composed', () => {
    expect(codesFor('𝒷𝓊𝓉𝓉ℯ𝓇𝒻𝓁𝓎 ℊ𝒶𝓇𝒹')).toEqual(['password.too_short']);
    expect(codesFor('𝒷𝓊𝓉𝓉ℯ𝓇𝒻𝓁𝓎 ℊ𝒶𝓇𝒹ℯ𝓃')).toEqual([]);
    // 8 letters, each with its accent apart: 16 code points as typed.
    expect(checkPassword('e\u0301a\u0300o\u0308u\u0302i\u0301n\u0303e\u0300a\u0301', about)).toMatchObject([
      { values: { count: 8 } },
    ]);
  });

  test('is 256 characters at most, blanks at the ends included', () => {
    const long = Array.from({ length: 30 }, (_, index) => wordlist[index * 50]).join(' ');
    expect(codesFor(long.padEnd(256, '#'))).toEqual([]);
    expect(codesFor(long.padEnd(257, '#'))).toEqual(['password.too_long']);
    expect(codesFor('𝒶b𝒸d'.repeat(64))).not.toContain('password.too_long');
    expect(codesFor(` ${long.padEnd(254, '#')}  `)).toEqual(['password.too_long']);
  });

  test('asks for nothing but length: no capitals, digits or signs', () => {
    for (const password of [
      'plum kettle winter road',
      'PLUMKETTLEWINTER',
      '密码很长但是没有人会猜到它的对吧',
      '🐌🌵🚲🧲🪁🎺🧵🦔🍄🪵🧊🛶🪞🎷🧦',
    ]) {
      expect(codesFor(password)).toEqual([]);
    }
  });
});

describe('common passwords are refused', () => {
  test.each([
    'passwordpassword',
    '1qaz2wsx3edc4rfv',
    'PasswordPassword',
    'password-password',
    'monkeymonkeymonkey',
    'Monkey Monkey Monkey',
    'qwertyqwertyqwe',
    'qwertyuiop12345',
    'password1234567',
    '1234567password',
    '2026password2026',
    'dragondragon2026',
    '20242024iloveyou2026',
    'p@ssw0rdp@ssw0rd',
    'trustno1trustno1',
    'abc123456789012345',
    'letmein!letmein!letmein!',
    'sunshine1234567!!!',
    '123456789012345',
    '123456789555129',
    '1234567890123456789',
  ])('%j', (password) => {
    expect(codesFor(password)).toEqual(['password.common']);
  });

  test('whatever their length', () => {
    expect(codesFor('password')).toEqual(['password.too_short', 'password.common']);
    expect(codesFor('password'.repeat(32))).toEqual(['password.common']);
    expect(codesFor(`${'1'.repeat(120)}password${'2'.repeat(120)}`)).toEqual(['password.common']);
  });
});

test.each([
  'a'.repeat(15),
  ' '.repeat(20),
  'abab'.repeat(5),
  '!?!?!?!?!?!?!?!?',
  'xyzvwxyzvwxyzvw',
  '-----------------',
])('one short piece again and again is refused: %j', (password) => {
  expect(codesFor(password)).toEqual(['password.repeated']);
});

describe('what is made of the words about the person is refused', () => {
  test.each([
    'anna.rossi@alder-institute.example',
    'ANNA.ROSSI@ALDER-INSTITUTE.EXAMPLE',
    'anna.rossi.anna.rossi',
    'annarossiannarossi',
    'arossiarossiarossi',
    'arossi1234567890',
    '2026-arossi-2026-arossi',
    'AlderInstitute2026',
    'Alder Institute!!',
    'alder institute anna rossi',
    'InstituteAlderAnna',
    'foyerfoyerfoyer',
    'Foyer Alder 2026!',
    'f.o.y.e.r.foyer.foyer',
  ])('%j', (password) => {
    expect(codesFor(password)).toEqual(['password.about_you']);
  });

  test('but not what only holds one of them', () => {
    expect(codesFor('anna eats plums at dawn')).toEqual([]);
    expect(codesFor('alder kettle winter road')).toEqual([]);
    expect(codesFor('the foyer is painted blue')).toEqual([]);
  });

  test('the part before the @ without its signs', () => {
    expect(checkPassword('jdoe-jdoe-jdoe-2026', ['j.doe@x.org'])).toEqual([{ code: 'password.about_you' }]);
  });

  test('accents composed or not', () => {
    expect(checkPassword('Ge\u0301ne\u0301ralege\u0301ne\u0301rale', ['Générale'])).toEqual([
      { code: 'password.about_you' },
    ]);
  });

  test('words of one or two letters forbid nothing', () => {
    expect(checkPassword('plum kettle road', ['a@b.cd', 'pl', 'um'])).toEqual([]);
    expect(checkPassword('abc-cba-bca-acb-cab', ['a', 'b', 'c'])).toEqual([]);
  });
});

test('half a character is refused: it would be hashed as another', () => {
  expect(codesFor(`plum kettle \ud800 road`)).toEqual(['password.not_text']);
});

test.each([
  ['words of 3 to 8 letters', wordlist],
  ['the same words, with the words about the person among them', [...wordlist, 'alder', 'anna', 'foyer']],
])('of random phrases of four of %s at most one in a thousand is refused', (_name, words) => {
  const runs = 4000;
  let refused = 0;
  for (let run = 0; run < runs; run++) {
    const phrase = Array.from({ length: 4 }, () => words[randomInt(words.length)] ?? '');
    for (const separator of [' ', '-', '']) {
      const problems = codesFor(phrase.join(separator));
      // Without blanks four short words have fewer than 15 characters: that is no false refusal.
      if (problems.some((code) => separator !== '' || code !== 'password.too_short')) refused++;
    }
  }
  expect(refused / (3 * runs)).toBeLessThanOrEqual(0.001);
});

describe('any input', () => {
  test('gets a verdict, the same whether composed or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (password) => {
        expect(codesFor(password.normalize('NFD'))).toEqual(codesFor(password.normalize('NFC')));
      }),
    );
  });

  test.each(['a', '1', '1a', 'password', 'alder', '\u0301', ' ', 'ab'])(
    '100 kB of %j, and as much of it as is looked at, take less than 10 ms',
    (piece) => {
      codesFor('password');
      for (const length of [100_000, 2048, 256]) {
        const input = piece.repeat(length / piece.length);
        expect(quickestOf(() => codesFor(input))).toBeLessThan(10);
      }
    },
  );
});
