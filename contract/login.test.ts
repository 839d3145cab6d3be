import { expect, test } from 'vitest';
import { parseLogin } from './login.ts';

test.each([
  [' Anna@Example.ORG ', { kind: 'email', canonical: 'anna@example.org' }],
  ['anna@MÜNCHEN.de', { kind: 'email', canonical: 'anna@xn--mnchen-3ya.de' }],
  ['Anna.Rossi', { kind: 'username', canonical: 'anna.rossi' }],
])('%j is found as %j', (input, login) => {
  expect(parseLogin(input)).toEqual(login);
});

test.each([
  '',
  'ab',
  '@',
  'anna@',
  'ann\u0131',
  'ᴮᴵᴳᴮᴵᴿᴰ',
  'a'.repeat(100_000),
  `${'a'.repeat(100_000)}@x.org`,
])('%# is nobody', (input) => {
  expect(parseLogin(input)).toBeUndefined();
});
