import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

export interface AskedMoment {
  /** An instant, or the time on a wall clock: `2026-12-01T09:00`. */
  readonly sendAt: string;
  /** Of the person, for a wall clock: a name that PostgreSQL knows. */
  readonly timeZone: string;
}

export interface ResolvedMoment {
  readonly at: Date;
  /** The clocks there jump over the time that was asked for; it is the same time after the jump. */
  readonly isMoved: boolean;
  /** By the database's clock (ruling 6). */
  readonly problem?: 'delivery.send_at_past' | 'delivery.send_at_too_far';
}

const withOffset = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** When mails leave, in the order asked: PostgreSQL knows the clocks of the world, its own decides what has passed. */
export async function resolveSendAt(tx: Tx, asked: readonly AskedMoment[]): Promise<ResolvedMoment[]> {
  if (asked.length === 0) return [];
  const onWall = asked.map(({ sendAt }) => !withOffset.test(sendAt));
  // An offset may be one that no place on earth has, and the fraction as long as one likes.
  const texts = asked.map(({ sendAt }, place) => (onWall[place] ? sendAt : new Date(sendAt).toISOString()));
  const zones = asked.map(({ timeZone }) => timeZone);
  const { rows } = await sql<{ at: Date; isMoved: boolean; isPast: boolean; isFar: boolean }>`
    select at, on_wall and at at time zone zone <> told::timestamp as is_moved,
      at < now() as is_past, at > now() + interval '366 days' as is_far
    from unnest(${texts}::text[], ${onWall}::bool[], ${zones}::text[]) with ordinality as asked (told, on_wall, zone, place)
    cross join lateral (select case when on_wall then told::timestamp at time zone zone else told::timestamptz end as at) as moment
    order by place`.execute(tx);
  return rows.map(({ at, isMoved, isPast, isFar }) => ({
    at,
    isMoved,
    ...(isPast && { problem: 'delivery.send_at_past' as const }),
    ...(isFar && { problem: 'delivery.send_at_too_far' as const }),
  }));
}
