import type { FormField } from '../../../contract/identity-form.ts';

/** In this language, else in the first there is. */
export function labelIn(label: Readonly<Record<string, string>>, language: string): string {
  return label[language] ?? Object.values(label)[0] ?? '';
}

/** Fields by their labels; what the form has no more by its key. */
export function labelsOf(
  form: ReadonlyMap<string, FormField>,
  keys: readonly string[],
  language: string,
): string[] {
  return keys.map((key) => {
    const field = form.get(key);
    return field ? labelIn(field.label, language) : key;
  });
}
