import { describe, expect, test } from 'vitest';
import { suggestDomain } from './typo-in-domain.ts';

describe('points out a slip in a well-known domain', () => {
  test.each([
    ['gmial.com', 'gmail.com'],
    ['gmai.com', 'gmail.com'],
    ['gmaill.com', 'gmail.com'],
    ['gnail.com', 'gmail.com'],
    ['gamil.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmail.co', 'gmail.com'],
    ['gmal.cm', 'gmail.com'],
    ['mgail.com', 'gmail.com'],
    ['hotmial.com', 'hotmail.com'],
    ['hotmali.it', 'hotmail.it'],
    ['homtial.com', 'hotmail.com'],
    ['outlok.com', 'outlook.com'],
    ['outloook.de', 'outlook.de'],
    ['yaho.com', 'yahoo.com'],
    ['yahooo.co.uk', 'yahoo.co.uk'],
    ['iclod.com', 'icloud.com'],
    ['protonmial.com', 'protonmail.com'],
    ['libreo.it', 'libero.it'],
    ['GMIAL.COM', 'gmail.com'],
  ])('%s → %s', (typed, meant) => {
    expect(suggestDomain(`anna@${typed}`)).toBe(meant);
  });
});

describe('says nothing of', () => {
  test.each([
    ...[
      'gmail.com',
      'GMAIL.COM',
      'googlemail.com',
      'mail.com',
      'email.com',
      'ymail.com',
      'me.com',
      'gmx.de',
      'gmx.net',
    ],
    ...[
      'yahoo.ca',
      'yahoo.co.in',
      'cloud.com',
      'hotmail.be',
      'outlook.pt',
      'web.de',
      'aol.it',
      'proton.me',
      'pm.me',
    ],
    ...[
      'example.org',
      'alder.example',
      'grange.fr',
      'range.fr',
      'gmail.de',
      'hotmail.ch',
      'yahoo.se',
      'small.com',
    ],
    ...[
      'tail.com',
      'he.com',
      'love.com',
      'x.org',
      'unimail.com',
      'outlet.com',
      'hotel.com',
      'mali.com',
      'libro.com',
    ],
  ])('%s', (domain) => {
    expect(suggestDomain(`anna@${domain}`)).toBeUndefined();
  });

  test.each(['', '@', 'anna', 'a'.repeat(100_000), `anna@${'gmial.com'.repeat(10_000)}`])(
    'odd input',
    (input) => {
      expect(suggestDomain(input)).toBeUndefined();
    },
  );
});
