import { expect, test } from 'vitest';
import { languageOf } from './language-of.ts';

test.each([
  [undefined, 'en'],
  ['it', 'it'],
  ['it-CH, de;q=0.9', 'it'],
  ['de, fr;q=0.8', 'en'],
  ['en;q=0.5, it;q=0.7', 'it'],
  ['de;q=0.9, IT;q=0.2, *;q=0.1', 'it'],
  ['it;q=0, en', 'en'],
  ['it;q=much', 'en'],
  [',;=q,,', 'en'],
])('%j is answered in %s', (header, language) => {
  const request = { headers: header === undefined ? {} : { 'accept-language': header } };
  expect(languageOf(request, { languages: ['en', 'it'] })).toBe(language);
});
