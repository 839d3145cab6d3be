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

/** A catalog's texts by their dotted keys; none where the language lacks it. */
export function readTexts(language: string, name: string): Map<string, string> {
  if (!catalogNames(language).includes(name)) return new Map();
  const text = readFileSync(path.join(folder, language, `${name}.json`), 'utf8');
  return new Map(flatten(JSON.parse(text) as Tree));
}

interface Tree {
  readonly [key: string]: string | Tree;
}

function flatten(tree: Tree, above = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[above + key, value]] : flatten(value, `${above}${key}.`),
  );
}
