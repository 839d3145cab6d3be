import { expect, test } from 'vitest';
import { catalogNames, languages, readTexts } from './catalog-folder.ts';
import { byPlural, pluralCategories } from './plural-forms.ts';

const source = 'en';
const translations = languages.filter((language) => language !== source);

/** Words that are the same in a translation because the language took them over, or because they are names. */
const sameByRight: Record<string, ReadonlySet<string>> = {
  it: new Set([
    'Foyer',
    'Home',
    'Email',
    'Password',
    'Account',
    'Alias',
    'No',
    'Ctrl',
    'Alt',
    'CSV',
    'Excel',
    'File',
    'Logo',
    'Server',
    'STARTTLS',
    'Esc',
    'Tab',
    'ltr',
    '{{organization}}, {{site}}',
  ]),
};

interface Pair {
  readonly where: string;
  readonly language: string;
  readonly original: ReadonlyMap<string, string>;
  readonly translated: ReadonlyMap<string, string>;
}

const pairs = translations.flatMap((language) =>
  [...new Set([...catalogNames(source), ...catalogNames(language)])].map((name): Pair => ({
    where: `locales/${language}/${name}.json`,
    language,
    original: readTexts(source, name),
    translated: readTexts(language, name),
  })),
);

const report = (findings: (pair: Pair) => string[]) =>
  pairs.flatMap((pair) => findings(pair).map((finding) => `${pair.where}: ${finding}`));

test('every text of a catalog is in every language, and no other', () => {
  const found = report(({ original, translated }) => {
    const [ours, theirs] = [byPlural(original), byPlural(translated)];
    return [
      ...[...ours.keys()].filter((key) => !theirs.has(key)).map((key) => `add "${key}"`),
      ...[...theirs.keys()].filter((key) => !ours.has(key)).map((key) => `remove "${key}"`),
    ];
  });
  expect(found).toEqual([]);
});

test('a text with a number in it has a form for each plural of its language', () => {
  const found = [
    ...languages.flatMap((language) => catalogNames(language).map((name) => ({ language, name }))),
  ]
    .flatMap(({ language, name }) =>
      [...byPlural(readTexts(language, name))].map(([key, forms]) => ({ language, name, key, forms })),
    )
    .filter(({ language, forms }) => forms.size > 1 && forms.size !== pluralCategories(language).length)
    .map(
      ({ language, name, key }) =>
        `locales/${language}/${name}.json: "${key}" needs ${pluralCategories(language)
          .map((category) => `_${category}`)
          .join(', ')}`,
    );
  expect(found).toEqual([]);
});

test('a translation keeps the values and the markup of its text', () => {
  const found = report(({ original, translated }) =>
    [...byPlural(translated)].flatMap(([key, forms]) => {
      const wanted = placeholders(byPlural(original).get(key)?.get('other') ?? '');
      return [...forms]
        .filter(([, text]) => placeholders(text) !== wanted)
        .map(([category, text]) => `"${key}" (${category}) needs ${wanted || 'no values'}: "${text}"`);
    }),
  );
  expect(found.filter((finding) => !saysOneInWords(finding))).toEqual([]);
});

test('no text is empty where English has one', () => {
  const found = report(({ original, translated }) =>
    [...translated]
      .filter(([key, text]) => text.trim() === '' && (original.get(key) ?? '-').trim() !== '')
      .map(([key]) => `"${key}" is empty`),
  );
  expect(found).toEqual([]);
});

test('no text was left in English', () => {
  const found = report(({ language, original, translated }) =>
    [...translated]
      .filter(([key, text]) => original.get(key) === text && hasWords(text))
      .filter(([, text]) => !sameByRight[language]?.has(text))
      .map(([key, text]) => `"${key}" is English still: "${text}" (or add it to sameByRight)`),
  );
  expect(found).toEqual([]);
});

/** `{{name}} <b>` … sorted; what a sentence needs so that nothing of it is lost. */
function placeholders(text: string): string {
  return [...text.matchAll(/\{\{\w+\}\}|<\w+>/g)]
    .map(([found]) => found)
    .toSorted()
    .join(' ');
}

/** "Try again in a second": the form for one may leave the number out. */
function saysOneInWords(finding: string): boolean {
  return finding.includes('" (one) needs ') && finding.includes('{{count}}');
}

function hasWords(text: string): boolean {
  return /\p{L}{2}/u.test(text.replaceAll(/\{\{\w+\}\}|<\/?\w+>/g, ''));
}
