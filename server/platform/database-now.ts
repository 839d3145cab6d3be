import { sql } from 'kysely';
import type { Tx } from './database.ts';

/** The transaction's now, by which everything is judged: a server's own clock may be wrong (F13). */
export async function databaseNow(tx: Tx): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now()`.execute(tx);
  return rows[0]?.now ?? new Date();
}
