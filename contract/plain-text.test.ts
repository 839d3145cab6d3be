import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { messageSchema, nameSchema, personNameSchema } from './plain-text.ts';
import { quickestOf } from '../tests/support/quickest-of.ts';

function codeOf(schema: z.ZodType, input: string): unknown {
  const issue = schema.safeParse(input).error?.issues[0];
  return issue?.code === 'custom' ? issue.params?.['code'] : issue?.code;
}

describe('a name', () => {
  test.each([
    ['Alder Institute', 'Alder Institute'],
    ['  Alder   Institute ', 'Alder Institute'],
    ['Socie\u0301te\u0301 Ge\u0301ne\u0301rale', 'Société Générale'],
    ['S.p.A. Rossi & Figli', 'S.p.A. Rossi & Figli'],
    ['J. R. R. Tolkien', 'J. R. R. Tolkien'],
    ["L'Aquila – Università d’Europa (1998)", "L'Aquila – Università d’Europa (1998)"],
    ['東京大学', '東京大学'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['Web 2.0 Club', 'Web 2.0 Club'],
    ['<b>Bold</b>', '<b>Bold</b>'],
    ['𝒜'.repeat(64), '𝒜'.repeat(64)],
  ])('%j is kept as %j', (input, name) => {
    expect(nameSchema.parse(input)).toBe(name);
  });

  const hidden = ['\0', '\t', '\n', '\r', '\r\n', '\x1b', '\x7f', '\x85', '\u2028', '\u2029', '\u200b'];
  const reordering = ['\u202a', '\u202e', '\u2066', '\u2069', '\ufeff', '\u00ad', '\ud800', '\u{e0041}'];
  test.each([...hidden, ...reordering])('holds no %j, inside or at the end', (sign) => {
    expect(codeOf(nameSchema, `Alder${sign}Institute`)).toBe('name.control_character');
    expect(codeOf(nameSchema, `Alder${sign}`)).toBe('name.control_character');
    expect(codeOf(personNameSchema, `Anna${sign}Rossi`)).toBe('name.control_character');
  });

  test.each([
    'https://evil.example',
    'Win at ftp://x',
    'www.evil',
    'WWW.EVIL',
    'Visit evil.com now',
    'evil.co',
    'EVIL.ORG',
    'evil．com',
    'evil。com',
    'evil｡com',
    'evil․com',
    'evil.\u200dcom',
    'evil.\ufe0fcom',
    'evil.рф',
    'bücher.de',
    'evil.xn--p1ai',
    '1.evil',
    'anna@evil.com',
    'ｗｗｗ．evil',
  ])('%j would become a link in a mail', (input) => {
    expect(codeOf(nameSchema, input)).toBe('name.link');
    expect(codeOf(personNameSchema, input)).toBe('name.link');
  });

  test.each([
    ['', 'name.empty'],
    ['   ', 'name.empty'],
    ['---', 'name.no_letter'],
    ['\u200c\u200d', 'name.no_letter'],
    ['a'.repeat(65), 'name.too_long'],
    ['𝒜'.repeat(65), 'name.too_long'],
    ['a'.repeat(100_000), 'name.too_long'],
  ])('is not %j', (input, code) => {
    expect(codeOf(nameSchema, input)).toBe(code);
  });

  test('of a person has 100 characters at most', () => {
    expect(personNameSchema.parse('a'.repeat(100))).toHaveLength(100);
    expect(codeOf(personNameSchema, 'a'.repeat(101))).toBe('name.too_long');
  });

  test('is kept the same when it is saved again', () => {
    const once = nameSchema.parse('  Cafe\u0301   Zürich ');
    expect(nameSchema.parse(once)).toBe(once);
  });
});

describe('a person’s name', () => {
  test.each([
    'p\u0430ul Smith',
    'Anna R\u03bfssi',
    '\u0410nna',
    'M\u0430\u0301ria',
    'Ol\u0585',
    '\u13aanna',
    'Anna-M\u0430ria',
    '\u0391\u043d\u043d\u0430',
  ])('with letters of two alphabets in a word is refused: %j', (name) => {
    expect(codeOf(personNameSchema, name)).toBe('name.two_alphabets');
    expect(nameSchema.safeParse(name).success).toBe(true);
  });

  test.each([
    'Ἀλέξανδρος Παπαδόπουλος',
    'Анна Rossi',
    'Anna (Анна) Иванова',
    'Þóra Ægisdóttir',
    'O’Brien-Świątek',
    '佐藤 さくらサクラ',
    '김Anna',
    'Նարե Հակոբյան',
    'מרים كريم',
    'D’Ångelo ﬁ',
  ])('is anybody’s own: %j', (name) => {
    expect(personNameSchema.safeParse(name).success).toBe(true);
  });
});

describe('a message', () => {
  test('keeps its lines', () => {
    expect(messageSchema.parse(' Dear Anna,\r\n\r\nwelcome!\tSee you\rsoon 👩‍🔬\n')).toBe(
      'Dear Anna,\n\nwelcome! See you\nsoon 👩‍🔬',
    );
  });

  test('may be empty', () => {
    expect(messageSchema.parse(' \n ')).toBe('');
  });

  test.each(['\0', '\x1b', '\x0b', '\x7f', '\u2028', '\u202e', '\u2066', '\ud800'])('holds no %j', (sign) => {
    expect(codeOf(messageSchema, `Dear${sign}Anna`)).toBe('message.control_character');
  });

  test('has 1000 characters at most', () => {
    expect([...messageSchema.parse('𝒜'.repeat(1000))]).toHaveLength(1000);
    expect(codeOf(messageSchema, 'a'.repeat(1001))).toBe('message.too_long');
  });

  test.each(['a', 'a.', '\n', '\u0301', 'www', ' '])('100 kB of %j take less than 10 ms', (piece) => {
    const input = piece.repeat(100_000 / piece.length);
    const look = () => [messageSchema.safeParse(input), nameSchema.safeParse(input)];
    expect(quickestOf(look)).toBeLessThan(10);
  });
});
