import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createTexts } from './texts.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'foyer-texts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function writeCatalog(language: string, name: string, texts: object) {
  mkdirSync(path.join(folder, language), { recursive: true });
  writeFileSync(path.join(folder, language, `${name}.json`), JSON.stringify(texts));
}
writeCatalog('it', 'mail', { invitation: { heading: 'Il tuo posto è pronto' } });
writeCatalog('en', 'mail', {
  invitation: { heading: 'Your place', intro: '{{inviter}} at {{organization}}' },
});
writeCatalog('en', 'errors', { 'password.too_short': 'Too short.' });

const texts = createTexts(folder);

test('finds the languages by their folders, English first', () => {
  expect(texts.languages).toEqual(['en', 'it']);
});

test('speaks the language, its nearest one, or English', () => {
  const heading = (language: string) => texts(language)('mail:invitation.heading');
  expect(['it', 'it-CH', 'pt', '__proto__', ''].map(heading)).toEqual([
    'Il tuo posto è pronto',
    'Il tuo posto è pronto',
    'Your place',
    'Your place',
    'Your place',
  ]);
});

test('falls back to English for a single text or a whole catalog that a language lacks', () => {
  expect(texts('it')('mail:invitation.intro', { inviter: 'M', organization: 'A' })).toBe('M at A');
  expect(texts('it')('errors:password.too_short')).toBe('Too short.');
});

test('takes a value for a value, whatever it looks like', () => {
  const intro = texts('en')('mail:invitation.intro', {
    inviter: '<b>$t(mail:invitation.heading)</b>',
    organization: '{{inviter}}',
  });
  expect(intro).toBe('<b>$t(mail:invitation.heading)</b> at {{inviter}}');
});

test('has every text of Foyer in English', () => {
  expect(createTexts()('en')('mail:invitation.heading')).toBe('Your place is ready');
});
