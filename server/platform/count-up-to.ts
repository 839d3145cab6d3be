import { sql } from 'kysely';
import type { Tx } from './database.ts';

export const exactUpTo = 10_000;

/** How many rows a list has, counted no further than anybody reads: exact up to 10,000, or fewer where each costs more. */
export async function countUpTo(
  tx: Tx,
  rows: { limit(most: number): Parameters<typeof sql>[1] },
  most = exactUpTo,
): Promise<number | { atLeast: number }> {
  const counted = await sql<{ count: number }>`
    select count(*) from (${rows.limit(most + 1)}) as counted`.execute(tx);
  const count = counted.rows[0]?.count ?? 0;
  return count > most ? { atLeast: most } : count;
}
