import { sql } from 'kysely';
import type { BodyOf } from '../../../contract/define-route.ts';
import type { fixImportRows } from '../../../contract/import-plan.ts';
import { refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Actor } from '../sessions/actor.ts';
import { keepCounts } from './count-rows.ts';
import { findRecognition } from './find-recognition.ts';
import { possibleIn } from './import-abilities.ts';
import { needImportIn } from './lock-import.ts';
import type { PlanRowsParts } from './plan-rows.ts';
import { replanRows } from './replan-rows.ts';
import { warnings } from './row-problem.ts';
import { sealEdit } from './sealed-rows.ts';
import { isSensitive } from './secret-cells.ts';

type Order = BodyOf<typeof fixImportRows>;

// So many are planned again while the caller waits, more in the background.
const atOnce = 1000;

/**
 * One fix for all rows with the same problem.
 * @returns how many rows were changed
 * @throws {AppError} not_found, not_possible_now, not_acceptable
 */
export async function fixRows(
  tx: Tx,
  parts: PlanRowsParts & { readonly jobs: Jobs },
  actor: Actor,
  { id, order }: { readonly id: string; readonly order: Order },
): Promise<number> {
  const importing = await needImportIn(tx, id, possibleIn.edit);
  const { targets } = await findRecognition(tx, parts.texts);
  needsSense(order);
  const place = { organizationId: tx.organizationId, importId: id };
  const text = typeof order.fix === 'object' ? order.fix.value : '';
  const sealed = [...targets.keys()]
    .filter((target) => isSensitive(targets, target))
    .map((target): [string, unknown] => [target, sealEdit(parts.seal, place, target, text)]);
  const changed =
    order.rows === undefined
      ? await mendRows(tx, id, { ...order, sealed: Object.fromEntries(sealed) })
      : await turnThoseAskedAgain(tx, id, order.fix === 'take_in');
  const lines = changed.map(({ line }) => line);
  if (lines.length === 0) return 0;
  const isLeftOut = order.fix === 'leave_out';
  if (lines.length <= atOnce) {
    await replanRows(tx, parts, actor, {
      importing: { ...importing, targets },
      lines: isLeftOut ? [] : lines,
      left: {
        lines,
        emails: changed.map(({ email }) => email),
        usernames: changed.map(({ username }) => username),
      },
    });
    await keepCounts(tx, id);
  } else {
    await tx
      .updateTable('import')
      .set({
        state: isLeftOut ? 'planned' : 'planning',
        cursor: -1,
        done: 0,
        phaseTotal: lines.length,
        phaseStartedAt: sql`now()`,
        revision: sql`revision + 1`,
        changedAt: sql`now()`,
      })
      .where('organizationId', '=', tx.organizationId)
      .where('id', '=', id)
      .execute();
    await keepCounts(tx, id);
    if (!isLeftOut) await parts.jobs.enqueue(tx, 'run-import', [id]);
  }
  return lines.length;
}

/** @throws {AppError} not_acceptable */
function needsSense({ rows, problem, fix }: Order): void {
  const isWhole = fix === 'leave_out' || fix === 'take_in';
  if (rows !== undefined && !isWhole) throw refuseField('fix', 'import.not_for_whole_rows');
  if (rows === undefined && fix === 'take_in') throw refuseField('rows', 'request.required');
  if (rows === undefined && fix !== 'suggestion' && problem === undefined)
    throw refuseField('problem', 'request.required');
  if (fix === 'accept' && !warnings.has(problem ?? '')) throw refuseField('fix', 'import.not_a_warning');
}

/** Leaves out the rows that ask somebody again, or takes in those that were left out; these wait for their plan then. */
async function turnThoseAskedAgain(tx: Tx, id: string, isIn: boolean): Promise<readonly MendedRow[]> {
  const { rows } = await sql<MendedRow>`
    update import_row set outcome = ${isIn ? null : 'left_out'}::text
    where organization_id = ${tx.organizationId} and import_id = ${id} and again_reason is not null
      and outcome = ${isIn ? 'left_out' : 'update'}
    returning line, email_canonical as email, username_canonical as username`.execute(tx);
  return rows;
}

interface MendedRow {
  readonly line: number;
  readonly email: string | null;
  readonly username: string | null;
}

/**
 * Writes the fix into every row that has the problem, in one statement; the rows wait for their plan then.
 * @param order.sealed its text where the field is sensitive, by target
 */
async function mendRows(
  tx: Tx,
  id: string,
  { problem, field, fix, sealed }: Order & { readonly sealed: object },
): Promise<readonly MendedRow[]> {
  const outcome = fix === 'leave_out' ? 'left_out' : null;
  const suggested = fix === 'suggestion' ? sql`and p ->> 'suggestion' is not null` : sql``;
  const edit =
    typeof fix === 'object'
      ? sql`jsonb_object_agg(p ->> 'field',
          coalesce(${JSON.stringify(sealed)}::jsonb -> (p ->> 'field'), to_jsonb(${fix.value}::text)))`
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
      problems = case when ${fix === 'leave_out'} then null else r.problems end
    from broken
    where r.organization_id = ${tx.organizationId} and r.import_id = ${id} and r.line = broken.line
      and (not ${writesCells} or broken.edit is not null)
    returning r.line, r.email_canonical as email, r.username_canonical as username`.execute(tx);
  return rows;
}
