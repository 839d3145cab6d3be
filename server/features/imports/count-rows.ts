import { sql } from 'kysely';
import { rowOutcomes } from '../../../contract/import-states.ts';
import type { Import } from '../../../contract/import-schemas.ts';
import type { Tx } from '../../platform/database.ts';

export interface Counts extends Readonly<Import['counts']> {
  /** Rows whose person the plan sends an invitation to. */
  readonly mailed: number;
}

/** What a change adds to the counts, or takes from them. */
export type CountsChange = Partial<Counts>;

const toDo: readonly string[] = ['create', 'update'];

/** Rows by what the plan says of them or what became of them. @param lines only these rows */
export async function countRows(tx: Tx, importId: string, lines?: readonly number[]): Promise<Counts> {
  const only = lines === undefined ? sql`` : sql`and line = any(${lines}::int[])`;
  const { rows } = await sql<{
    outcome: string | null;
    count: number;
    identities: number;
    warnings: number;
    mailed: number;
    again: number;
  }>`
    select outcome, count(*) as count, count(*) filter (where has_identity) as identities,
      count(*) filter (where outcome = 'blocked' and not problems @> '[{"severity": "error"}]') as warnings,
      count(*) filter (where is_mailed) as mailed, count(again_reason) as again
    from import_row where organization_id = ${tx.organizationId} and import_id = ${importId} ${only}
    group by outcome`.execute(tx);
  const of = (outcome: string | null) => rows.find((row) => row.outcome === outcome);
  const sumOf = (outcomes: readonly string[], name: 'identities' | 'mailed') =>
    outcomes.reduce((sum, outcome) => sum + (of(outcome)?.[name] ?? 0), 0);
  const byOutcome = Object.fromEntries(rowOutcomes.map((outcome) => [outcome, of(outcome)?.count ?? 0]));
  return {
    ...(byOutcome as Omit<
      Counts,
      'total' | 'waiting' | 'identities' | 'invitedAgain' | 'warnings' | 'mailed'
    >),
    total: rows.reduce((sum, { count }) => sum + count, 0),
    waiting: of(null)?.count ?? 0,
    identities: sumOf([...toDo, 'done'], 'identities'),
    mailed: sumOf(toDo, 'mailed'),
    invitedAgain: of('update')?.again ?? 0,
    warnings: of('blocked')?.warnings ?? 0,
  };
}

/** A row as it is counted. */
export interface Counted {
  readonly outcome: string | null;
  readonly hasIdentity: boolean;
  readonly isMailed: boolean;
  readonly againReason: string | null;
  /** Blocked, by nothing but warnings. */
  readonly isWarning?: boolean;
}

/** What it comes to in the counts when these rows become those: the same as `countRows` before and after. */
export function changeOf(before: readonly Counted[], after: readonly Counted[]): CountsChange {
  const change: Partial<Record<keyof Counts, number>> = {};
  const add = (row: Counted, one: 1 | -1) => {
    for (const name of namesOf(row)) change[name] = (change[name] ?? 0) + one;
  };
  for (const row of before) add(row, -1);
  for (const row of after) add(row, 1);
  return change;
}

function namesOf({
  outcome,
  hasIdentity,
  isMailed,
  againReason,
  isWarning = false,
}: Counted): (keyof Counts)[] {
  const isToDo = outcome !== null && toDo.includes(outcome);
  return [
    (outcome ?? 'waiting') as keyof Counts,
    ...(hasIdentity && (isToDo || outcome === 'done') ? (['identities'] as const) : []),
    ...(isMailed && isToDo ? (['mailed'] as const) : []),
    ...(againReason !== null && outcome === 'update' ? (['invitedAgain'] as const) : []),
    ...(isWarning ? (['warnings'] as const) : []),
  ];
}

/** For the column: what it is after the change. Where nothing was counted yet it stays null. */
export function changedCounts(change: CountsChange) {
  return sql<string>`(
    select jsonb_object_agg(name, at_rest.count::int + coalesce((${JSON.stringify(change)}::jsonb ->> name)::int, 0))
    from jsonb_each_text(counts) as at_rest (name, count))`;
}

/** Counted from the rows, where a phase begins or ends; while it works each chunk brings its change. */
export async function keepCounts(tx: Tx, importId: string): Promise<void> {
  await tx
    .updateTable('import')
    .set({ counts: JSON.stringify(await countRows(tx, importId)) })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', importId)
    .execute();
}

/**
 * Takes what became of single rows to the counts at rest, so that nobody who mends a cell waits until a million rows
 * are counted. Whoever calls it holds the import.
 */
export async function moveCounts(
  tx: Tx,
  importId: string,
  { before, after }: { readonly before: readonly Counts[]; readonly after: Counts },
): Promise<void> {
  const gone = (name: keyof Counts) => before.reduce((sum, counts) => sum + counts[name], 0);
  const change = Object.fromEntries(
    Object.entries(after).map(([name, count]) => [name, count - gone(name as keyof Counts)]),
  );
  const moved = await sql`
    update import set counts = ${changedCounts(change)}
    where organization_id = ${tx.organizationId} and id = ${importId} and counts is not null`.execute(tx);
  if (moved.numAffectedRows === 0n) await keepCounts(tx, importId);
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
  mailed: 0,
  invitedAgain: 0,
  warnings: 0,
};
