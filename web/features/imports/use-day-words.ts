import { useTranslation } from 'react-i18next';

/** Days and durations in the language of the page. */
export function useDayWords() {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return {
    /** `2026-11-29` as "29 November 2026". */
    dayInWords: (day: string) =>
      new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(`${day}T12:00:00Z`),
      ),
    /** About so long, in the largest unit that says enough: "4 minutes". */
    duration(seconds: number): string {
      const [value, unit] =
        seconds < 90
          ? ([Math.max(1, Math.ceil(seconds)), 'second'] as const)
          : seconds < 5400
            ? ([Math.ceil(seconds / 60), 'minute'] as const)
            : seconds < 172_800
              ? ([Math.ceil(seconds / 3600), 'hour'] as const)
              : ([Math.ceil(seconds / 86_400), 'day'] as const);
      return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
    },
  };
}
