import type { SelectQueryBuilder } from 'kysely';
import type { Tx } from './database.ts';

const exactUpTo = 10_000;

/** How many rows a list has, counted no further than anybody reads: exact up to 10,000. */
export async function countUpTo<DB, TB extends keyof DB, O>(
  tx: Tx,
  rows: SelectQueryBuilder<DB, TB, O>,
): Promise<number | { atLeast: number }> {
  const { count } = await tx
    .selectFrom(rows.limit(exactUpTo + 1).as('counted') as never)
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count > exactUpTo ? { atLeast: exactUpTo } : count;
}
