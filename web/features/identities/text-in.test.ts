import { expect, test } from 'vitest';
import { textIn } from './text-in.ts';

test('speaks the reader’s language, else English, else what there is', () => {
  const texts = { en: 'Given name', it: 'Nome' };
  expect(textIn(texts, 'it')).toBe('Nome');
  expect(textIn(texts, 'it-CH')).toBe('Nome');
  expect(textIn(texts, 'ar-XB')).toBe('Given name');
  expect(textIn({ de: 'Vorname' }, 'it')).toBe('Vorname');
});
