import { sql } from 'kysely';
import type { Tx } from './database.ts';

/**
 * From here on to the end of the transaction each statement is planned for its own values: for lists, where one value
 * fits half of the rows and another none. Statements are named (docs/decisions/031-thrifty-connections.md), and
 * PostgreSQL would keep one plan for all values of a name.
 */
export async function planByValues(tx: Tx): Promise<void> {
  await sql`set local plan_cache_mode = force_custom_plan`.execute(tx);
}
