import type { Text } from './texts.ts';

/** A moment written out in the mail's language: "Sunday 29 November 2026, 14:10". */
export function mailMoment(t: Text, moment: Date, timeZone: string): string {
  const locale = t('mail:locale');
  const told = (format: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...format }).format(moment);
  return t('mail:moment', {
    weekday: told({ weekday: 'long' }),
    date: told({ dateStyle: 'long' }),
    time: told({ timeStyle: 'short' }),
  });
}
