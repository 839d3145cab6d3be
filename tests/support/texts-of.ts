import fs from 'node:fs';
import i18next from 'i18next';

const root = new URL('../../locales/', import.meta.url);

/** The texts of the pages in a language, for journeys that are told in several: `t('invitations:act.edit')`. */
export async function textsOf(language: string) {
  const folder = new URL(`${language}/`, root);
  const catalogs = fs.readdirSync(folder).map((file) => {
    const texts: unknown = JSON.parse(fs.readFileSync(new URL(file, folder), 'utf8'));
    return [file.replace('.json', ''), texts] as const;
  });
  const texts = i18next.createInstance();
  await texts.init({
    lng: language,
    resources: { [language]: Object.fromEntries(catalogs) as Record<string, object> },
    interpolation: { escapeValue: false },
  });
  return (key: string, values: Record<string, unknown> = {}): string => {
    if (!texts.exists(key, values)) throw new Error(`no text ${key} in ${language}`);
    return texts.t(key, values);
  };
}
