import { CompiledQuery } from 'kysely';
import type { Db, Tx } from './database.ts';

/** A counter of `rate_limit`, in the shape that rate-limiter-flexible gives it. */
export interface Counter {
  readonly key: string;
  /** More than these are too many. */
  readonly most: number;
  /** Milliseconds from the first one on. */
  readonly lasts: number;
}

export interface Counted {
  readonly isTooMany: boolean;
  /** Milliseconds until it begins anew. */
  readonly endsIn: number;
}

const next = (name: string, place: number, source: string) => `
  ${name} as (
    insert into rate_limit as counter (key, points, expire)
    select $${place}, 1, $1::bigint + $${place + 1}::bigint ${source}
    on conflict (key) do update set
      points = case when counter.expire <= $1::bigint then 1 else counter.points + 1 end,
      expire = case when counter.expire <= $1::bigint then excluded.expire else counter.expire end
    returning points, expire, points > $${place + 2}::int as is_too_many)`;

const countEach = `with ${next('first', 2, '')},
  ${next('second', 5, 'from first where not is_too_many')},
  ${next('third', 8, 'from second where not is_too_many')}
  select is_too_many, expire from first union all
  select is_too_many, expire from second union all
  select is_too_many, expire from third`;

/**
 * Counts one try in three counters one after the other, as three calls of the library would, in one message: signing in
 * waits for it. Each is atomic; where one has too many already, those after it are left as they are.
 * @returns those that were counted, the last of which may be too many
 */
export async function countTries(
  db: Db | Tx,
  now: number,
  counters: readonly [Counter, Counter, Counter],
): Promise<readonly Counted[]> {
  const values = [now, ...counters.flatMap(({ key, lasts, most }) => [key, lasts, most])];
  const { rows } = await db.executeQuery<{ isTooMany: boolean; expire: number }>(
    CompiledQuery.raw(countEach, values),
  );
  return rows.map(({ isTooMany, expire }) => ({ isTooMany, endsIn: expire - now }));
}
