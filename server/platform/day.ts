import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/** Today in a time zone, `YYYY-MM-DD`, by the server's clock: for what is told, not for what is in force. */
export function todayIn(timeZone: string): string {
  return Temporal.Now.plainDateISO(timeZone).toString();
}

/** The day on which this instant is there. */
export function dayBegunBy(from: string | null, timeZone: string): string | null {
  return from && dayAt(from, timeZone).toString();
}

/** The last day before the one that begins with this instant. */
export function dayEndedBy(until: string | null, timeZone: string): string | null {
  return until && dayAt(until, timeZone).subtract({ days: 1 }).toString();
}

const dayAt = (instant: string, timeZone: string) =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate();

/** `YYYY-MM-DD`, or none. */
type Day = string | null | undefined;
type InstantOf<D extends Day> = RawBuilder<D extends string ? Date : Date | null>;

/** The instant at which a day begins there. */
export function startOfDay<D extends Day>(day: D, timeZone: string): InstantOf<D> {
  return sql<
    D extends string ? Date : Date | null
  >`(${day ?? null}::date)::timestamp at time zone ${timeZone}`;
}

/** "Until a day" means the end of that day: the instant at which the next one begins (ruling 6). */
export function endOfDay<D extends Day>(day: D, timeZone: string): InstantOf<D> {
  return sql<
    D extends string ? Date : Date | null
  >`(${day ?? null}::date + 1)::timestamp at time zone ${timeZone}`;
}
