import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInstance } from 'i18next';
import type english from '../locales/en/command-line.json';

const folder = path.resolve(import.meta.dirname, '../locales');
const fallback = 'en';

type WithoutPlural<Key extends string> = Key extends `${infer Name}_${'one' | 'other'}` ? Name : Key;

/** What the command says, in one language. */
export type Say = (
  key: WithoutPlural<keyof typeof english>,
  values?: Readonly<Record<string, string | number>>,
) => string;

export interface TerminalTexts {
  /** BCP 47, for what the server says. */
  readonly language: string;
  readonly say: Say;
}

/** In the language of the terminal (POSIX, 8.2: LC_ALL, else LC_MESSAGES, else LANG), or English where it has no catalog. */
export function terminalTexts(environment: Readonly<Record<string, string | undefined>>): TerminalTexts {
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  const [, asked = ''] = /^([a-z]{2,3})(?:[_.@-]|$)/i.exec(locale) ?? [];
  const language = existsSync(catalogOf(asked.toLowerCase())) ? asked.toLowerCase() : fallback;
  const i18n = createInstance();
  void i18n.init({
    // Days as they are said in Britain: the catalog is the English one all the same.
    lng: language === fallback ? 'en-GB' : language,
    fallbackLng: fallback,
    resources: Object.fromEntries(
      [fallback, language].map((one) => [one, { translation: readCatalog(one) }]),
    ),
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return { language, say: i18n.t as unknown as Say };
}

const catalogOf = (language: string) => path.join(folder, language, 'command-line.json');

function readCatalog(language: string): object {
  return JSON.parse(readFileSync(catalogOf(language), 'utf8')) as object;
}
