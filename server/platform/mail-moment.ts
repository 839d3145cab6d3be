import type { Text } from './texts.ts';

const parts = {
  weekday: { weekday: 'long' },
  date: { dateStyle: 'long' },
  time: { timeStyle: 'short' },
} as const;

// Kept, because making one costs more than all else in a mail; there are only so many languages and time zones.
const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment written out in the mail's language: "Sunday 29 November 2026, 14:10". */
export function mailMoment(t: Text, moment: Date, timeZone: string): string {
  const locale = t('mail:locale');
  const told = (part: keyof typeof parts) => formatOf(locale, timeZone, part).format(moment);
  return t('mail:moment', { weekday: told('weekday'), date: told('date'), time: told('time') });
}

function formatOf(locale: string, timeZone: string, part: keyof typeof parts): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${part}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, ...parts[part] });
  formats.set(key, format);
  return format;
}
