import { sql } from 'kysely';
import type { Tx } from './database.ts';

/**
 * From here on to the end of the transaction what belongs to a row is looked up by its key: for the rows of one page.
 * While a table grows by thousands a second its statistics still call it empty, and the planner would read two of them
 * whole to join them.
 */
export async function planByKeys(tx: Tx): Promise<void> {
  await sql`select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`.execute(
    tx,
  );
}
