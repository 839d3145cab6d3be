import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** The next codes of the organization, in order; taken in one update and never given again, unless this is undone. */
export async function takePersonalCodes(tx: Tx, count: number): Promise<string[]> {
  const { next } = await tx
    .updateTable('personalCodeCounter')
    .set({ nextCode: sql`next_code + ${count}` })
    .where('organizationId', '=', tx.organizationId)
    .returning('nextCode as next')
    .executeTakeFirstOrThrow();
  return Array.from({ length: count }, (_, index) => String(next - count + index));
}
