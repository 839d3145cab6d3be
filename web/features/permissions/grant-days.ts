import { lastMoment } from '../../ui/last-moment.ts';
import { wallClockAt } from '../../ui/wall-clock.ts';

/** The day, `YYYY-MM-DD`, on which a grant begins; empty without a beginning. */
export function firstDay(from: string | null, timeZone: string): string {
  return from === null ? '' : dayAt(Date.parse(from), timeZone);
}

/** The last day on which a grant holds: it ends with the instant at which the next one begins. */
export function lastDay(until: string | null, timeZone: string): string {
  return until === null ? '' : dayAt(Date.parse(lastMoment(until)), timeZone);
}

/** Today, `YYYY-MM-DD`, where the organization is. */
export function today(timeZone: string): string {
  return dayAt(Date.now(), timeZone);
}

function dayAt(instant: number, timeZone: string): string {
  return wallClockAt(instant, timeZone).slice(0, 10);
}
