import type { i18n } from 'i18next';

const parts = { day: { dateStyle: 'long' }, moment: { dateStyle: 'long', timeStyle: 'short' } } as const;

// Kept, because making one costs more than the rest of a sentence; there are only so many languages.
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Lets the catalogs say `{{maximum, day}}` of `2026-11-27` and `{{until, moment}}` of `2026-11-27 09:00`, a day and a time
 * on the wall of the organization: a sentence names them as its reader does. What is no date stays as it is.
 */
export function tellDays({ services }: i18n): void {
  for (const part of ['day', 'moment'] as const) {
    services.formatter?.add(part, (value: unknown, language) =>
      told(String(value), language === 'en' ? 'en-GB' : (language ?? 'en-GB'), part),
    );
  }
}

function told(value: string, locale: string, part: keyof typeof parts): string {
  const moment = new Date(`${value.replace(' ', 'T')}${part === 'day' ? 'T00:00' : ''}Z`);
  return Number.isNaN(moment.getTime()) ? value : formatOf(locale, part).format(moment);
}

function formatOf(locale: string, part: keyof typeof parts): Intl.DateTimeFormat {
  const key = `${locale} ${part}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...parts[part] });
  formats.set(key, format);
  return format;
}
