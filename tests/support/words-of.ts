import { createInstance } from 'i18next';
import { pseudoCatalog } from '../../web/pseudo-catalog.ts';
import type { Catalog } from '../../web/pseudo-catalog.ts';
import { catalogNames, readCatalog } from '../texts/catalog-folder.ts';

/** A text of the pages or mails by its key, `entrance:signIn.title`; an unknown key fails. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The texts of a language, as a journey that is run in it looks for them. `ar-XB` is the pseudo-language. */
export function wordsOf(language: string): Words {
  const names = catalogNames('en');
  const read = (name: string): Catalog =>
    language === 'ar-XB' ? pseudoCatalog(readCatalog('en', name)) : readCatalog(language, name);
  const i18n = createInstance({
    lng: language,
    ns: names,
    resources: { [language]: Object.fromEntries(names.map((name) => [name, read(name)])) },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  void i18n.init();
  return (key, values = {}) => {
    if (!i18n.exists(key, values)) throw new Error(`no text ${key} in ${language}`);
    return (i18n.t as unknown as (key: string, values: object) => string)(key, values);
  };
}
