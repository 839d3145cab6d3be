import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { BodyOf } from '../../../contract/define-route.ts';
import type { fixImportRows } from '../../../contract/import-plan.ts';
import { refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Actor } from '../sessions/actor.ts';
import { keepCounts } from './count-rows.ts';
import { findRecognition } from './find-recognition.ts';
import { possibleIn } from './import-abilities.ts';
import { needImportIn } from './lock-import.ts';
import type { LockedImport } from './lock-import.ts';
import { leaveOutAskedAgain, mendRows, takeBack } from './mend-rows.ts';
import type { MendedRow } from './mend-rows.ts';
import type { ImportInHand, PlanRowsParts } from './plan-rows.ts';
import { replanRows } from './replan-rows.ts';
import { warnings } from './row-problem.ts';
import { sealEdit } from './sealed-rows.ts';
import { isSensitive } from './secret-cells.ts';

type Order = BodyOf<typeof fixImportRows>;

// So many are planned again while the caller waits, more in the background.
const atOnce = 1000;

/**
 * One fix for all rows with the same problem, or what takes one back.
 * @returns how many rows were changed, and what takes that back
 * @throws {AppError} not_found, not_possible_now, not_acceptable
 */
export async function fixRows(
  tx: Tx,
  parts: PlanRowsParts & { readonly jobs: Jobs },
  actor: Actor,
  { id, order }: { readonly id: string; readonly order: Order },
): Promise<{ readonly fixed: number; readonly undo: string | null }> {
  const importing = await needImportIn(tx, id, possibleIn.edit);
  const { targets } = await findRecognition(tx, parts.texts);
  needsSense(order);
  const fixId = randomUUIDv7();
  const changed = await change(tx, parts.seal, { importing: { ...importing, targets }, order, fixId });
  const lines = changed.map(({ line }) => line);
  if (lines.length === 0) return { fixed: 0, undo: null };
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
  return { fixed: lines.length, undo: undoneBy(order) === undefined ? fixId : null };
}

/** Writes what is ordered into the rows; all that aren't left out wait for their plan then. */
async function change(
  tx: Tx,
  seal: Seal,
  {
    importing: { id, targets },
    order,
    fixId,
  }: { readonly importing: LockedImport & ImportInHand; readonly order: Order; readonly fixId: string },
): Promise<readonly MendedRow[]> {
  const undone = undoneBy(order);
  if (undone !== undefined) return takeBack(tx, id, undone);
  if (order.rows !== undefined) return leaveOutAskedAgain(tx, id, fixId);
  const value = typeof order.fix === 'object' && 'value' in order.fix ? order.fix.value : undefined;
  const place = { organizationId: tx.organizationId, importId: id };
  const sealed = [...targets.keys()]
    .filter((target) => isSensitive(targets, target))
    .map((target): [string, unknown] => [target, sealEdit(seal, place, target, value ?? '')]);
  return mendRows(tx, id, { ...order, value, sealed: Object.fromEntries(sealed), fixId });
}

function undoneBy({ fix }: Order): string | undefined {
  return typeof fix === 'object' && 'undo' in fix ? fix.undo : undefined;
}

/** @throws {AppError} not_acceptable */
function needsSense(order: Order): void {
  const { rows, problem, field, fix } = order;
  if (undoneBy(order) !== undefined) {
    for (const [name, value] of Object.entries({ rows, problem, field }))
      if (value !== undefined) throw refuseField(name, 'import.not_for_undo');
    return;
  }
  if (rows !== undefined && fix !== 'leave_out') throw refuseField('fix', 'import.not_for_whole_rows');
  if (rows === undefined && fix !== 'suggestion' && problem === undefined)
    throw refuseField('problem', 'request.required');
  if (fix === 'accept' && !warnings.has(problem ?? '')) throw refuseField('fix', 'import.not_a_warning');
}
