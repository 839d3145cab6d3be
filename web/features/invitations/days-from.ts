import { wallClockAt } from '../../ui/wall-clock.ts';

const day = 86_400_000;

/** The day, `YYYY-MM-DD`, that is so many days after an instant, by the calendar of a time zone. */
export function daysFrom(instant: Date, days: number, timeZone: string): string {
  const today = wallClockAt(instant.getTime(), timeZone).slice(0, 10);
  // By the calendar, not by hours: a day of the change to summer time has 23 of them.
  return new Date(Date.parse(`${today}T00:00Z`) + days * day).toISOString().slice(0, 10);
}
