import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import { countRows, noCounts } from './count-rows.ts';
import type { Counts } from './count-rows.ts';
import { rowsAt } from './find-rows.ts';
import type { LockedImport } from './lock-import.ts';
import { planRows } from './plan-rows.ts';
import type { ImportInHand, PlanRowsParts } from './plan-rows.ts';
import { storePlans } from './store-plans.ts';

/** More than these are not looked at for one change; they are planned again when the import is applied. */
const mostConcerned = 200;

/**
 * Plans single rows again, and those that were blocked because one of them had their email or username.
 * @returns the lines of these others, and what they counted for before
 */
export async function replanRows(
  tx: Tx,
  parts: PlanRowsParts,
  actor: Actor,
  given: {
    readonly importing: LockedImport & ImportInHand;
    readonly lines: readonly number[];
    /** What the rows had before. */
    readonly left: {
      readonly lines: readonly number[];
      readonly emails: readonly (string | null)[];
      readonly usernames: readonly (string | null)[];
    };
  },
): Promise<{ readonly others: readonly number[]; readonly before: Counts }> {
  const { importing, lines, left } = given;
  const plan = async (wanted: readonly number[]) => {
    const rows = await rowsAt(tx, importing.id, wanted);
    const planned = await planRows(tx, parts, actor, { importing, rows });
    await storePlans(tx, importing.id, planned.rows);
  };
  if (lines.length > 0) await plan(lines);
  const others = await findConcerned(tx, importing.id, left);
  const before = others.length > 0 ? await countRows(tx, importing.id, others) : noCounts;
  if (others.length > 0) await plan(others);
  await touch(tx, importing);
  return { others, before };
}

/** Rows that are blocked and share what the changed ones had: they may be free now. */
async function findConcerned(
  tx: Tx,
  importId: string,
  left: {
    readonly lines: readonly number[];
    readonly emails: readonly (string | null)[];
    readonly usernames: readonly (string | null)[];
  },
): Promise<number[]> {
  const emails = left.emails.filter((email) => email !== null);
  const usernames = left.usernames.filter((name) => name !== null);
  if (emails.length === 0 && usernames.length === 0) return [];
  const { rows } = await sql<{ line: number }>`
    select line from import_row
    where organization_id = ${tx.organizationId} and import_id = ${importId}
      and outcome in ('blocked', 'moved') and line <> all(${left.lines}::int[])
      and (email_canonical = any(${emails}::text[]) or username_canonical = any(${usernames}::text[]))
    order by line limit ${mostConcerned}`.execute(tx);
  return rows.map(({ line }) => line);
}

/** The plan is another one now; a row that can be done brings a finished import back to its plan. */
async function touch(tx: Tx, importing: LockedImport): Promise<void> {
  await tx
    .updateTable('import')
    .set({ state: 'planned', revision: sql`revision + 1`, changedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', importing.id)
    .execute();
}
