import { sql } from 'kysely';
import { rowOutcomes } from '../../../contract/import-states.ts';
import type { Import } from '../../../contract/import-schemas.ts';
import type { Tx } from '../../platform/database.ts';

export type Counts = Import['counts'];

/** Rows by what the plan says of them or what became of them. */
export async function countRows(tx: Tx, importId: string): Promise<Counts> {
  const { rows } = await sql<{ outcome: string | null; count: number; identities: number; warnings: number }>`
    select outcome, count(*) as count, count(*) filter (where has_identity) as identities,
      count(*) filter (where outcome = 'blocked' and not problems @> '[{"severity": "error"}]') as warnings
    from import_row where organization_id = ${tx.organizationId} and import_id = ${importId}
    group by outcome`.execute(tx);
  const of = (outcome: string | null) => rows.find((row) => row.outcome === outcome);
  const byOutcome = Object.fromEntries(rowOutcomes.map((outcome) => [outcome, of(outcome)?.count ?? 0]));
  return {
    ...(byOutcome as Omit<Counts, 'total' | 'waiting' | 'identities' | 'warnings'>),
    total: rows.reduce((sum, { count }) => sum + count, 0),
    waiting: of(null)?.count ?? 0,
    identities: ['create', 'update', 'done'].reduce(
      (sum, outcome) => sum + (of(outcome)?.identities ?? 0),
      0,
    ),
    warnings: of('blocked')?.warnings ?? 0,
  };
}

/** Counts at rest, so that a list of imports counts no rows. */
export async function keepCounts(tx: Tx, importId: string): Promise<void> {
  await tx
    .updateTable('import')
    .set({ counts: JSON.stringify(await countRows(tx, importId)) })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', importId)
    .execute();
}

export const noCounts: Counts = {
  total: 0,
  waiting: 0,
  create: 0,
  update: 0,
  unchanged: 0,
  member: 0,
  blocked: 0,
  left_out: 0,
  done: 0,
  moved: 0,
  failed: 0,
  undone: 0,
  identities: 0,
  warnings: 0,
};
