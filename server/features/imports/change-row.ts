import { sql } from 'kysely';
import type { BodyOf } from '../../../contract/define-route.ts';
import type { changeImportRow } from '../../../contract/import-plan.ts';
import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import { countRows, moveCounts } from './count-rows.ts';
import { findRecognition } from './find-recognition.ts';
import { possibleIn } from './import-abilities.ts';
import { needImportIn } from './lock-import.ts';
import type { PlanRowsParts } from './plan-rows.ts';
import { replanRows } from './replan-rows.ts';
import { warnings } from './row-problem.ts';
import { sealEdit } from './sealed-rows.ts';
import { isSensitive } from './secret-cells.ts';

type Changes = BodyOf<typeof changeImportRow>;

/** What can still be changed of a row: everything until it is done. */
export const changeable = [
  'create',
  'update',
  'unchanged',
  'member',
  'blocked',
  'left_out',
  'moved',
  'failed',
];

/**
 * Corrects a row and plans it again, with those that its old or its new email and username concern.
 * @returns the lines of those others
 * @throws {AppError} not_found, not_possible_now, not_acceptable
 */
export async function changeRow(
  tx: Tx,
  parts: PlanRowsParts,
  actor: Actor,
  { id, line, changes }: { readonly id: string; readonly line: number; readonly changes: Changes },
): Promise<readonly number[]> {
  const importing = await needImportIn(tx, id, possibleIn.edit);
  const { targets } = await findRecognition(tx, parts.texts);
  const { values = {}, leftOut, accept } = changes;
  for (const target of Object.keys(values)) {
    if (!targets.has(target)) throw refuseField(`values.${target}`, 'import.unknown_column');
  }
  for (const code of accept ?? [])
    if (!warnings.has(code)) throw refuseField('accept', 'import.not_a_warning');
  const row = await tx
    .selectFrom('importRow')
    .select(['outcome', 'emailCanonical', 'usernameCanonical'])
    .where('organizationId', '=', tx.organizationId)
    .where('importId', '=', id)
    .where('line', '=', line)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  if (row.outcome === null || !changeable.includes(row.outcome)) throw new AppError('not_possible_now');
  const isLeftOut = leftOut ?? row.outcome === 'left_out';
  const before = await countRows(tx, id, [line]);
  const place = { organizationId: tx.organizationId, importId: id };
  const edits = Object.fromEntries(
    Object.entries(values).map(([target, text]) => [
      target,
      isSensitive(targets, target) ? sealEdit(parts.seal, place, target, text) : text,
    ]),
  );
  await sql`
    update import_row set
      edits = nullif(coalesce(edits, '{}') || ${JSON.stringify(edits)}::jsonb, '{}'),
      accepted = ${accept === undefined ? sql`accepted` : sql`${accept}::text[]`},
      outcome = ${isLeftOut ? 'left_out' : null},
      problems = case when ${isLeftOut} then null else problems end,
      fix_id = null, edits_before_fix = null, accepted_before_fix = null
    where organization_id = ${tx.organizationId} and import_id = ${id} and line = ${line}`.execute(tx);
  const replanned = await replanRows(tx, parts, actor, {
    importing: { ...importing, targets },
    lines: isLeftOut ? [] : [line],
    left: { lines: [line], emails: [row.emailCanonical], usernames: [row.usernameCanonical] },
  });
  const { others } = replanned;
  const after = await countRows(tx, id, [line, ...others]);
  await moveCounts(tx, id, { before: [before, replanned.before], after });
  return others;
}
