import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/**
 * The rows `r` of an import at these lines, for a statement that joins them to a list: joined to the list alone, all rows
 * of the import would be read for each chunk.
 */
export const rowsAt = (tx: Tx, importId: string, lines: readonly number[]) =>
  sql`r.organization_id = ${tx.organizationId} and r.import_id = ${importId} and r.line = any(${lines}::int[])`;
