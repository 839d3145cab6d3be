import { sql } from 'kysely';
import type { Tx } from './database.ts';

/**
 * From here on to the end of the transaction a list that is handed in is met with the rows of a table by reading each
 * once: for writing many rows. While a table grows by thousands a second its statistics still call it empty, and the
 * planner would go through the whole list for every row.
 */
export async function planByLists(tx: Tx): Promise<void> {
  await sql`select set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true)`.execute(
    tx,
  );
}
