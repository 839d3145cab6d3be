import { expect, test } from 'vitest';
import { catalogNames, readTexts } from './catalog-folder.ts';

/** Another word for what the list of docs/translating.md names, where it was met before. */
const others = /popolazion|in blocco/iu;

test('one thing has one word in Italian: invito multiplo, utenza', () => {
  const found = catalogNames('it').flatMap((name) =>
    [...readTexts('it', name)]
      .filter(([, text]) => others.test(text))
      .map(([key, text]) => `locales/it/${name}.json: "${key}": ${text}`),
  );
  expect(found).toEqual([]);
});

test('the buttons of Italian mails speak to the person as the letter around them does', () => {
  const toTheProgram = /^(Apri|Completa|Conferma|Entra|Guarda|Scegli|Vai|Vedi)\b/u;
  const buttons = [...readTexts('it', 'mail')].filter(([key]) => key.endsWith('.button'));
  expect(buttons.length).toBeGreaterThan(8);
  expect(buttons.filter(([, text]) => toTheProgram.test(text))).toEqual([]);
});
