import { sql } from 'kysely';
import type { BodyOf } from '../../../contract/define-route.ts';
import type { fixImportRows } from '../../../contract/import-plan.ts';
import type { Tx } from '../../platform/database.ts';
import { changeable } from './change-row.ts';

// What one fix writes into many rows, each in one statement. What they were before is kept beside them, under the fix.

export interface MendedRow {
  readonly line: number;
  readonly email: string | null;
  readonly username: string | null;
}

export interface Mend extends Pick<BodyOf<typeof fixImportRows>, 'problem' | 'field' | 'fix'> {
  /** The text that every row gets, if there is one. */
  readonly value: string | undefined;
  /** The same where the field is sensitive, by target. */
  readonly sealed: object;
  readonly fixId: string;
}

const keep = (fixId: string) =>
  sql`fix_id = ${fixId}::uuid, edits_before_fix = r.edits, accepted_before_fix = r.accepted`;

/** Writes the fix into every row that has the problem. */
export async function mendRows(
  tx: Tx,
  id: string,
  { problem, field, fix, value, sealed, fixId }: Mend,
): Promise<readonly MendedRow[]> {
  const outcome = fix === 'leave_out' ? 'left_out' : null;
  const suggested = fix === 'suggestion' ? sql`and p ->> 'suggestion' is not null` : sql``;
  const edit =
    value !== undefined
      ? sql`jsonb_object_agg(p ->> 'field',
          coalesce(${JSON.stringify(sealed)}::jsonb -> (p ->> 'field'), to_jsonb(${value}::text)))`
      : fix === 'empty'
        ? sql`jsonb_object_agg(p ->> 'field', '')`
        : sql`jsonb_object_agg(p ->> 'field', p ->> 'suggestion')`;
  const writesCells = fix !== 'leave_out' && fix !== 'accept';
  const { rows } = await sql<MendedRow>`
    with broken as (
      select line, ${edit} filter (where p ->> 'field' <> 'row') as edit
      from import_row cross join lateral jsonb_array_elements(problems) as p
      where organization_id = ${tx.organizationId} and import_id = ${id} and problems is not null
        and outcome in ('blocked', 'moved', 'failed')
        and (${problem ?? null}::text is null or p ->> 'code' = ${problem ?? null})
        and (${field ?? null}::text is null or p ->> 'field' = ${field ?? null}) ${suggested}
      group by line)
    update import_row as r set
      edits = case when ${writesCells} and broken.edit is not null then coalesce(r.edits, '{}') || broken.edit else r.edits end,
      accepted = case when ${fix === 'accept'} then array_append(r.accepted, ${problem ?? ''}) else r.accepted end,
      outcome = ${outcome}::text,
      problems = case when ${fix === 'leave_out'} then null else r.problems end,
      ${keep(fixId)}
    from broken
    where r.organization_id = ${tx.organizationId} and r.import_id = ${id} and r.line = broken.line
      and (not ${writesCells} or broken.edit is not null)
    returning r.line, r.email_canonical as email, r.username_canonical as username`.execute(tx);
  return rows;
}

/** Leaves out the rows that ask somebody again. */
export async function leaveOutAskedAgain(tx: Tx, id: string, fixId: string): Promise<readonly MendedRow[]> {
  const { rows } = await sql<MendedRow>`
    update import_row as r set outcome = 'left_out', ${keep(fixId)}
    where organization_id = ${tx.organizationId} and import_id = ${id} and again_reason is not null
      and outcome = 'update'
    returning line, email_canonical as email, username_canonical as username`.execute(tx);
  return rows;
}

/** Every row that the fix changed last, as it was before: none that somebody changed since, or that is done. */
export async function takeBack(tx: Tx, id: string, fixId: string): Promise<readonly MendedRow[]> {
  const { rows } = await sql<MendedRow>`
    update import_row set edits = edits_before_fix, accepted = accepted_before_fix, outcome = null,
      fix_id = null, edits_before_fix = null, accepted_before_fix = null
    where organization_id = ${tx.organizationId} and import_id = ${id} and fix_id = ${fixId}
      and outcome = any(${changeable}::text[])
    returning line, email_canonical as email, username_canonical as username`.execute(tx);
  return rows;
}
