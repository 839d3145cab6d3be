import { expect, test } from 'vitest';
import { catalogNames, languages, readTexts } from './catalog-folder.ts';

/** Of the marks below, those that a language writes; a text from a keyboard holds the straight ones. */
const written: Readonly<Record<string, readonly string[]>> = { en: ['’', '“', '”'], it: ['’', '«', '»'] };
const marks = /['"`´‘’“”„«»‹›]/gu;

/** What is copied into a shell, which knows the straight ones only. */
const forShells = new Set(['command-line usage']);

test('apostrophes and quotation marks are those of the language, and no straight ones', () => {
  const found = languages.flatMap((language) =>
    catalogNames(language).flatMap((name) =>
      [...readTexts(language, name)]
        .filter(([key]) => !forShells.has(`${name} ${key}`))
        .flatMap(([key, text]) =>
          [...text.matchAll(marks)]
            .filter(([mark]) => !written[language]?.includes(mark))
            .map(([mark]) => `locales/${language}/${name}.json: "${key}" holds ${mark}: ${text}`),
        ),
    ),
  );
  expect(found).toEqual([]);
});
