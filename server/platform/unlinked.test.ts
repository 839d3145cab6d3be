import { expect, test } from 'vitest';
import { autoLinks } from '../../tests/support/auto-links.ts';
import { unlinkedLines, unlinkedName } from './unlinked.ts';

const hostile = [
  'Visit http://evil.example',
  'evil.com',
  'www.evil.com/path?x=1',
  'HTTPS://evil.com:8080/a.b#c',
  'ftp://evil.com',
  'mallory@evil.com',
  'mailto:mallory@evil.com',
  '//evil.com/',
  'пример.рф',
  'evil。com',
  'http://192.0.2.1/',
  'http://[2001:db8::1]/',
  'skype:mallory',
];

test.each(hostile)('leaves nothing to link in %s', async (text) => {
  expect(await autoLinks(`Alder, ${unlinkedName(text)}, Trieste`)).toEqual([]);
  expect(await autoLinks(unlinkedLines(`Hello\n${text}\nBye`).join('\n'))).toEqual([]);
});

test('would have something to link without it', async () => {
  const linked = await Promise.all(hostile.map((text) => autoLinks(text)));
  expect(linked.filter((links) => links.length > 0).length).toBeGreaterThan(8);
});

test('changes nothing that can be seen', () => {
  const name = 'Società Alder S.p.A. – St. Mary’s, a/b 14:10';
  expect(unlinkedName(name).replaceAll('\u200C', '')).toBe(name);
});

test('leaves a name that looks like no address as it is', () => {
  expect(unlinkedName('St. Mary’s Hospital')).toBe('St. Mary’s Hospital');
});

test('breaks the address in a way that browsers refuse, should a client link it nevertheless', () => {
  expect(URL.canParse(`http://${unlinkedName('evil.com')}/`)).toBe(false);
});

test.each(['\r\n', '\n', '\r', '\u0085', '\u2028', '\u2029', '\v', '\f', '\0', '\t'])(
  'keeps a name on one line: %j',
  (separator) => {
    expect(unlinkedName(`Alder${separator}Bcc: x`)).toBe('Alder Bcc: x');
  },
);

test('takes out what turns the direction of the text around it', () => {
  expect(unlinkedName('Alder\u202Emoc\u2066live\u2069')).toBe('Aldermoclive');
});

test('keeps the lines of a message, but no run of empty ones', () => {
  expect(unlinkedLines('Hello\r\nyou\u2028there\n\n\n\n\nBye \n')).toEqual([
    'Hello',
    'you',
    'there',
    '',
    'Bye',
  ]);
});
