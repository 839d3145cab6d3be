import i18next, { type BackendModule, type CustomTypeOptions } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { keptValue } from './kept-value.ts';
import { steadyImport } from './steady/steady-import.ts';

/** Every text stands in `locales/<language>/<catalog>.json`; a catalog is fetched when a page first needs it. */
const catalogs = import.meta.glob<{ default: Record<string, unknown> }>([
  '../locales/*/*.json',
  '!../locales/*/mail*.json',
  '!../locales/*/command-line.json',
]);

const fallback = 'en';
/** Right to left for who develops and for the tests: `pseudo-catalog.ts`. Offered to nobody; `docs/translating.md` says how. */
const pseudoLanguage = 'ar-XB';
/** Pages begin in the language that was spoken last on this device. */
const lastLanguage = keptValue('device', 'foyer-language');
/** Chosen before sign-in, until it is kept with the account. */
const chosenLanguage = keptValue('tab', 'foyer-language-chosen');
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);

const fetchCatalog: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, catalog, done) {
    readCatalog(language, catalog).then(
      (texts) => done(null, texts as Record<string, string>),
      (error: Error) => done(error, false),
    );
  },
};

async function readCatalog(language: string, catalog: string): Promise<object> {
  const source = language === pseudoLanguage ? fallback : language;
  const load = catalogs[`../locales/${source}/${catalog}.json`];
  const texts = load ? (await steadyImport(load)).default : {};
  if (language !== pseudoLanguage) return texts;
  const { pseudoCatalog } = await import('./pseudo-catalog.ts');
  return pseudoCatalog(texts as Parameters<typeof pseudoCatalog>[0]);
}

/** The languages that have a catalog. */
export const languages = [...new Set(Object.keys(catalogs).map((path) => path.split('/')[2] ?? fallback))];

/** Starts the texts with the catalogs that the first page needs. */
export async function startTexts(needed: readonly Catalog[]): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  });
  await i18next
    .use(fetchCatalog)
    .use(initReactI18next)
    .init({
      lng: firstKnown([lastLanguage.read(), ...navigator.languages]),
      fallbackLng: fallback,
      supportedLngs: [...languages, pseudoLanguage],
      load: 'currentOnly',
      ns: [...needed],
      defaultNS: 'ui',
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}

/** Which way a language is read. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

/** Fetches a page's catalog beside its code, so that the page doesn't wait twice. */
export function loadTexts(catalog: Catalog): Promise<void> {
  return i18next.loadNamespaces(catalog);
}

/** Speaks the invitation's language from now on, unless the person chose another one on this page. */
export async function proposeLanguage(language: string): Promise<void> {
  await speak(chosenLanguage.read() ?? language);
}

/** The person's own choice before sign-in; it is kept with the account as soon as there is one. */
export async function chooseLanguage(language: string): Promise<void> {
  chosenLanguage.write(language);
  await speak(language);
}

/** What was chosen before sign-in, once. */
export function takeChosenLanguage(): string | null {
  const chosen = chosenLanguage.read();
  chosenLanguage.write(null);
  return chosen;
}

/** From now on in this language, or the nearest one; the pages of this device begin in it, too. */
export async function speak(language: string): Promise<void> {
  const last = lastLanguage.read();
  const known = last === pseudoLanguage ? last : firstKnown([language]);
  if (known !== last) lastLanguage.write(known);
  if (known !== i18next.language) await i18next.changeLanguage(known);
}

function firstKnown(wanted: readonly (string | null)[]): string {
  for (const tag of wanted) {
    if (tag === pseudoLanguage) return tag;
    const found = tag && languages.find((language) => language === tag || language === tag.split('-')[0]);
    if (found) return found;
  }
  return fallback;
}

/** The name of a catalog file. */
export type Catalog = keyof CustomTypeOptions['resources'];
