import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Counted } from './count-rows.ts';
import type { StoredRow } from './plan-rows.ts';

/** The next rows behind a line: those that wait for their plan, or that the plan will carry out. */
export async function nextRows(
  tx: Tx,
  importId: string,
  ask: { readonly after: number; readonly wanting: 'plan' | 'application'; readonly limit: number },
): Promise<(StoredRow & Counted)[]> {
  const wanted =
    ask.wanting === 'plan' ? sql<boolean>`outcome is null` : sql<boolean>`outcome in ('create', 'update')`;
  return tx
    .selectFrom('importRow')
    .select([
      'line',
      'cells',
      'sealed',
      'edits',
      'accepted',
      'outcome',
      'hasIdentity',
      'isMailed',
      'againReason',
    ])
    .where('organizationId', '=', tx.organizationId)
    .where('importId', '=', importId)
    .where('line', '>', ask.after)
    .where(wanted)
    .orderBy('line')
    .limit(ask.limit)
    .execute();
}

/** Rows by their lines, in order. */
export async function rowsAt(tx: Tx, importId: string, lines: readonly number[]): Promise<StoredRow[]> {
  return tx
    .selectFrom('importRow')
    .select(['line', 'cells', 'sealed', 'edits', 'accepted'])
    .where('organizationId', '=', tx.organizationId)
    .where('importId', '=', importId)
    .where(sql<boolean>`line = any(${lines}::int[])`)
    .orderBy('line')
    .execute();
}
