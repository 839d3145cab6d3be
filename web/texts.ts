import i18next, { type BackendModule, type CustomTypeOptions } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** Every text stands in `locales/<language>/<catalog>.json`; a catalog is fetched when a page first needs it. */
const catalogs = import.meta.glob<{ default: Record<string, unknown> }>([
  '../locales/*/*.json',
  '!../locales/*/mail*.json',
]);

const fallback = 'en';
const choiceKey = 'foyer-language';
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);

const fetchCatalog: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, catalog, done) {
    const load = catalogs[`../locales/${language}/${catalog}.json`];
    if (!load) return done(null, {});
    load().then(
      (loaded) => done(null, loaded.default as Record<string, string>),
      (error: Error) => done(error, false),
    );
  },
};

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
      lng: firstKnown([readChoice(), ...navigator.languages]),
      fallbackLng: fallback,
      supportedLngs: languages,
      nonExplicitSupportedLngs: true,
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

/** Speaks the account's or the invitation's language from now on, unless the person chose another one here. */
export async function proposeLanguage(language: string): Promise<void> {
  const known = firstKnown([readChoice(), language]);
  if (known !== i18next.language) await i18next.changeLanguage(known);
}

/** The person's own choice on this device; it outlives the page. */
export async function chooseLanguage(language: string): Promise<void> {
  try {
    localStorage.setItem(choiceKey, language);
  } catch {
    // storage is forbidden: the choice lasts as long as the page
  }
  await i18next.changeLanguage(language);
}

function readChoice(): string | null {
  try {
    return localStorage.getItem(choiceKey);
  } catch {
    return null;
  }
}

function firstKnown(wanted: readonly (string | null)[]): string {
  for (const tag of wanted) {
    const found = tag && languages.find((language) => language === tag || language === tag.split('-')[0]);
    if (found) return found;
  }
  return fallback;
}

/** The name of a catalog file. */
export type Catalog = keyof CustomTypeOptions['resources'];
