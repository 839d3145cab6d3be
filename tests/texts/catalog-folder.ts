import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../locales');

/** The languages that Foyer is written in, by their folders. */
export const languages = readdirSync(folder);

/** The names of a language's catalogs: `registration`, `ui` … */
export function catalogNames(language: string): string[] {
  return readdirSync(path.join(folder, language))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
}

/** A catalog as it stands in its file; empty where the language lacks it. */
export function readCatalog(language: string, name: string): Catalog {
  if (!catalogNames(language).includes(name)) return {};
  return JSON.parse(readFileSync(path.join(folder, language, `${name}.json`), 'utf8')) as Catalog;
}

/** A catalog's texts by their dotted keys. */
export function readTexts(language: string, name: string): Map<string, string> {
  return new Map(flatten(readCatalog(language, name)));
}

interface Catalog {
  readonly [key: string]: string | Catalog;
}

function flatten(catalog: Catalog, above = ''): [string, string][] {
  return Object.entries(catalog).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[above + key, value]] : flatten(value, `${above}${key}.`),
  );
}
