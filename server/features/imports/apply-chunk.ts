import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { applyPeople } from '../registration/apply-people.ts';
import type { RegisterParts } from '../registration/register.ts';
import type { Actor } from '../sessions/actor.ts';
import { changeOf } from './count-rows.ts';
import type { Counted, CountsChange } from './count-rows.ts';
import { findRecognition } from './find-recognition.ts';
import { planRows } from './plan-rows.ts';
import type { PlannedRow } from './plan-rows.ts';
import type { RowProblem } from './row-problem.ts';
import { rowsAt } from './rows-at.ts';
import type { Chunk } from './side-by-side.ts';
import { againOf } from './store-plans.ts';

/**
 * Registers these rows. Each is planned again in this transaction: one of which the plan would now say something else
 * is left untouched, and named (ruling 23): also where it would ask somebody again, and the plan didn't say so. What
 * becomes of a row is written with what it does.
 * @returns what it comes to in the import's counts
 * @throws {AppError} what speaks against sending
 */
export async function applyChunk(
  tx: Tx,
  parts: RegisterParts,
  actor: Actor,
  { importing, rows, turn }: Chunk,
): Promise<CountsChange> {
  const { targets } = await findRecognition(tx, parts.texts);
  const { rows: planned, plan } = await planRows(tx, parts, actor, {
    importing: { ...importing, targets },
    rows,
    isAgain: true,
  });
  const before = new Map(rows.map((row) => [row.line, row]));
  const isSame = (row: PlannedRow) => {
    const was = before.get(row.line);
    return row.outcome === was?.outcome && (againOf(row)?.reason ?? null) === was.againReason;
  };
  const same = planned.filter(isSame);
  const moved = planned.filter((row) => !isSame(row));
  // The rows first: the day's mails are counted last, while others wait for them.
  await markDone(tx, importing.id, same);
  await markMoved(tx, importing.id, { rows: moved, before });
  const part = { ...actor, origin: { ...actor.origin, partOf: importing.id } };
  await applyPeople(tx, { ...parts, turn }, part, { plan, people: same.map((row) => row.planned) });
  const become = (of: readonly PlannedRow[], outcome: 'done' | 'moved') =>
    of.flatMap(({ line }) => {
      const row = before.get(line);
      return row ? [{ ...row, outcome }] : [];
    });
  return changeOf(rows, [...become(same, 'done'), ...become(moved, 'moved')]);
}

async function markDone(tx: Tx, id: string, rows: readonly PlannedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const lines = rows.map(({ line }) => line);
  const said = rows.map(({ line, username, planned }): [number, (string | null)[]] => [
    line,
    [planned.accountId ?? planned.registration?.accountId ?? null, username?.toLowerCase() ?? null],
  ]);
  // Not joined to a list: with statistics from before the plan, PostgreSQL would compare each row with all of it.
  const byLine = JSON.stringify(Object.fromEntries(said));
  await sql`
    update import_row set act = outcome, outcome = 'done', at = now(),
      account_id = (${byLine}::jsonb -> line::text ->> 0)::uuid,
      username_canonical = ${byLine}::jsonb -> line::text ->> 1
    where organization_id = ${tx.organizationId} and import_id = ${id} and line = any(${lines}::int[])
      and outcome in ('create', 'update')`.execute(tx);
}

async function markMoved(
  tx: Tx,
  id: string,
  { rows, before }: { readonly rows: readonly PlannedRow[]; readonly before: ReadonlyMap<number, Counted> },
): Promise<void> {
  if (rows.length === 0) return;
  const lines = rows.map(({ line }) => line);
  const problems = rows.map((row) =>
    JSON.stringify([...row.problems, ...movedTo(row, before.get(row.line))]),
  );
  await sql`
    update import_row as r set act = r.outcome, outcome = 'moved', problems = m.problems, at = now()
    from unnest(${lines}::int[], ${problems}::jsonb[]) as m (line, problems)
    where ${rowsAt(tx, id, lines)} and r.line = m.line`.execute(tx);
}

/** What the world has come to, where no problem tells it. */
function movedTo(row: PlannedRow, before: Counted | undefined): RowProblem[] {
  if (row.problems.length > 0) return [];
  const become =
    row.outcome !== before?.outcome ? row.outcome : againOf(row) ? 'invited_again' : 'invited_already';
  return [{ field: 'row', code: `import.now_${become}`, severity: 'error' }];
}

/** A row that alone can't be done, for a reason that nobody foresaw, stops no other. */
export async function markFailed(tx: Tx, id: string, line: number): Promise<void> {
  const problems: RowProblem[] = [{ field: 'row', code: 'import.row_failed', severity: 'error' }];
  await sql`
    update import_row set act = outcome, outcome = 'failed', problems = ${JSON.stringify(problems)}::jsonb, at = now()
    where organization_id = ${tx.organizationId} and import_id = ${id} and line = ${line}
      and outcome in ('create', 'update')`.execute(tx);
}

/** Whether sending stands still as a whole: the import waits, no row is to blame. */
export function stopsSending(error: unknown): error is AppError {
  return (
    error instanceof AppError && ['sending_stopped', 'daily_limit', 'inviter_limit'].includes(error.code)
  );
}
