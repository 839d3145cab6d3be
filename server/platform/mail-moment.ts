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

const withinAWeek = 6 * 86_400_000;

/** The day of a moment that is near: "Sunday" within the week, "Sunday 29 November 2026" after it. */
export function mailDay(
  t: Text,
  moment: Date,
  { timeZone, now }: { readonly timeZone: string; readonly now: Date },
): string {
  const told = (part: 'weekday' | 'date') => formatOf(t('mail:locale'), timeZone, part).format(moment);
  const isNear = moment.getTime() - now.getTime() < withinAWeek;
  return isNear ? told('weekday') : t('mail:day', { weekday: told('weekday'), date: told('date') });
}

function formatOf(locale: string, timeZone: string, part: keyof typeof parts): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${part}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, ...parts[part] });
  formats.set(key, format);
  return format;
}
