import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInstance } from 'i18next';
import type { TFunction } from 'i18next';
import type exported from '../../locales/en/export.json';
import type mail from '../../locales/en/mail.json';
import { tellDays } from './tell-days.ts';

const namespaces = [
  ...(['mail', 'errors', 'identity_form', 'import_columns', 'export'] as const),
  // What the readable export of a person says as the pages do.
  ...(['activity', 'applications', 'invitations'] as const),
] as const;

declare module 'i18next' {
  /** The compiler knows the keys of the mails; the keys of the others are made at run time. */
  interface CustomTypeOptions {
    defaultNS: false;
    resources: {
      mail: typeof mail;
      errors: Readonly<Record<string, string>>;
      identity_form: Readonly<Record<string, string>>;
      import_columns: Readonly<Record<string, string>>;
      export: typeof exported;
      activity: Readonly<Record<string, string>>;
      applications: Readonly<Record<string, string>>;
      invitations: Readonly<Record<string, string>>;
    };
  }
}

const fallback = 'en';

/** The texts of one language. Keys name their catalog: `t('mail:invitation.heading')`. */
export type Text = TFunction<typeof namespaces>;

export interface Texts {
  /** The texts in this language (BCP 47), or in the nearest one there is: `de-AT` → `de` → `en`. */
  (language: string): Text;
  /** The languages that have a catalog, English first. */
  readonly languages: readonly string[];
}

/** Reads every catalog the server speaks from, once: a language is a folder in `locales/`. */
export function createTexts(folder = path.resolve(import.meta.dirname, '../../locales')): Texts {
  const languages = languagesIn(folder);
  const i18n = createInstance({
    resources: Object.fromEntries(languages.map((language) => [language, catalogs(folder, language)])),
    fallbackLng: fallback,
    ns: namespaces,
    defaultNS: false,
    // Whoever writes the text into markup escapes it; a plain mail and a problem's detail need it as it is.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  void i18n.init();
  tellDays(i18n);
  const known = new Map<string, Text>();
  const textIn = (language: string) => {
    const text = known.get(language) ?? remembering(i18n.getFixedT(language, namespaces));
    if (known.size < mostKnown) known.set(language, text);
    return text;
  };
  return Object.assign(textIn, { languages });
}

// A request may name any language, and a form any field.
const mostKnown = 2000;

/** Looks each text without values up once: of what a mail costs, that is a tenth. */
function remembering(t: Text): Text {
  const said = new Map<unknown, unknown>();
  const say = (key: unknown, ...values: readonly unknown[]) => {
    const answer = said.get(key);
    if (answer !== undefined && values.length === 0) return answer;
    const text = (t as unknown as (...given: readonly unknown[]) => unknown)(key, ...values);
    if (values.length === 0 && typeof key === 'string' && said.size < mostKnown) said.set(key, text);
    return text;
  };
  return Object.assign(say as unknown as Text, t);
}

function languagesIn(folder: string): string[] {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const others = folders.map((entry) => entry.name).filter((name) => name !== fallback);
  return [fallback, ...others.toSorted()];
}

function catalogs(folder: string, language: string): Record<string, object> {
  return Object.fromEntries(
    namespaces.map((name) => [name, readCatalog(path.join(folder, language, `${name}.json`))]),
  );
}

/** A translation may lack a catalog: its texts are then the English ones. */
function readCatalog(file: string): object {
  if (!existsSync(file)) return {};
  return JSON.parse(readFileSync(file, 'utf8')) as object;
}
