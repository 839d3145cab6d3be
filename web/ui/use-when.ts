import { useTranslation } from 'react-i18next';
import {
  formatClock,
  formatDay,
  formatDistance,
  formatLongDay,
  formatNearDay,
  formatShortDay,
  formatSpan,
  formatTime,
} from './format-when.ts';

/**
 * Instants in words, in the language of the page and the organization's time zone (named by the shell):
 * `when` "Today, 13:40" or "14 November", `moment` the same with the time always, `day` "29 November 2026", `shortDay` "29 Nov 2026", `longDay` with its weekday,
 * `time` "14:10", `dayAndTime` both, `distance` "in 7 days", `span` "7 days" until now,
 * `heading` "Today" or "Friday 20 November 2026", `clock` "14:10:08".
 * @param language of a text for someone else, as a letter; the page's own by default
 */
export function useWhen(language?: string) {
  const { i18n, t } = useTranslation('ui', language ? { lng: language } : {});
  const place = {
    language: language ?? i18n.language,
    timeZone: document.documentElement.dataset['timeZone'],
  };
  const join = (day: string, instant: string) =>
    t('when.dayAndTime', { day, time: formatTime(instant, place) });
  return {
    when: (instant: string) => {
      const { day, near } = formatNearDay(instant, new Date(), place);
      return near ? join(day, instant) : day;
    },
    moment: (instant: string) => {
      const { day, near } = formatNearDay(instant, new Date(), place);
      return join(near ? day : formatDay(instant, place), instant);
    },
    day: (instant: string) => formatDay(instant, place),
    shortDay: (instant: string) => formatShortDay(instant, place),
    longDay: (instant: string) => formatLongDay(instant, place),
    time: (instant: string) => formatTime(instant, place),
    dayAndTime: (instant: string) => join(formatDay(instant, place), instant),
    heading: (instant: string) => {
      const { day, near } = formatNearDay(instant, new Date(), place);
      return near ? day : formatLongDay(instant, place);
    },
    clock: (instant: string) => formatClock(instant, place),
    span: (since: string) => formatSpan(since, new Date(), place),
    distance: (instant: string) => formatDistance(instant, new Date(), place),
  };
}
