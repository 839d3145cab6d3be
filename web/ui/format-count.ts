import i18next from 'i18next';

/** A total as the API gives it: exact, or "at least". */
export type Count = number | { readonly atLeast: number };

/** `1,201` or `10,000+`. */
export function formatCount(count: Count, language: string): string {
  const format = new Intl.NumberFormat(language);
  if (typeof count === 'number') return format.format(count);
  return i18next.t('atLeast', { ns: 'ui', number: format.format(count.atLeast) });
}
