const form = /^(?<base>.+)_(?<category>zero|one|two|few|many|other)$/;

/** Joins the plural forms of a text: `found` → its forms by category. A text without forms has only `other`. */
export function byPlural(texts: ReadonlyMap<string, string>): Map<string, Map<string, string>> {
  const groups = new Map<string, Map<string, string>>();
  for (const [key, text] of texts) {
    const { base = key, category = 'other' } = isForm(key, texts) ? (form.exec(key)?.groups ?? {}) : {};
    groups.set(base, (groups.get(base) ?? new Map<string, string>()).set(category, text));
  }
  return groups;
}

/** The categories that numbers of a language fall into: English `one`, `other`; Italian also `many`, for millions. */
export function pluralCategories(language: string): string[] {
  return new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
}

// A key may end in `_one` for another reason; only beside `_other` is it a plural.
function isForm(key: string, texts: ReadonlyMap<string, string>): boolean {
  return texts.has(`${form.exec(key)?.groups?.['base'] ?? ''}_other`);
}
