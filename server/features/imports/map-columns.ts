import { sql } from 'kysely';
import type { BodyOf } from '../../../contract/define-route.ts';
import type { mapImport } from '../../../contract/imports.ts';
import { refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Texts } from '../../platform/texts.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { findRecognition } from './find-recognition.ts';
import { possibleIn } from './import-abilities.ts';
import { headerKey } from './known-headers.ts';
import { needImportIn } from './lock-import.ts';
import type { Column } from './recognise-columns.ts';
import type { Target } from './targets.ts';

type Order = BodyOf<typeof mapImport>;

/**
 * Settles what the columns are about, and has the rows become so (`settle-rows.ts`) and planned.
 * @throws {AppError} not_found, not_possible_now, not_acceptable
 */
export async function mapColumns(
  tx: Tx,
  parts: { readonly jobs: Jobs; readonly texts: Texts },
  actor: Actor,
  { id, order }: { readonly id: string; readonly order: Order },
): Promise<void> {
  const importing = await needImportIn(tx, id, possibleIn.map);
  const { targets } = await findRecognition(tx, parts.texts);
  const columns = mapped(importing.columns, order, targets);
  await tx
    .updateTable('import')
    .set({
      columns: JSON.stringify(columns),
      state: 'planning',
      settledTo: -1,
      cursor: -1,
      done: 0,
      phaseTotal: importing.total,
      phaseStartedAt: sql`now()`,
      revision: sql`revision + 1`,
      changedAt: sql`now()`,
    })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
  if (order.remember && importing.hasHeader) await remember(tx, told(importing.columns, columns));
  await parts.jobs.enqueue(tx, 'run-import', [id]);
  await recordActivity(tx, actor.origin, [
    { action: 'import.mapped', actorId: actor.accountId, subject: { type: 'import', id } },
  ]);
}

function mapped(
  columns: readonly Column[],
  order: Order,
  targets: ReadonlyMap<string, Target>,
): readonly Column[] {
  const wanted = new Map(order.columns.map(({ index, target }) => [index, target]));
  for (const [place, { index, target }] of order.columns.entries()) {
    const column = columns[index];
    if (!column) throw refuseField(`columns.${place}.index`, 'import.unknown_column');
    if (target !== null && !targets.has(target))
      throw refuseField(`columns.${place}.target`, 'import.unknown_column');
    // What was emptied or erased can't come back.
    if (target !== null && column.status === 'password')
      throw refuseField(`columns.${place}.target`, 'import.password_column');
  }
  const chosen = columns.map((column, index): Column => {
    const target = wanted.get(index);
    if (target === undefined) return column.status === 'unknown' ? { ...column, status: 'ignored' } : column;
    return target === column.target ? column : { ...column, target, status: 'chosen', suggestion: null };
  });
  const taken = chosen.flatMap(({ target }) => target ?? []);
  if (!taken.includes('email')) throw refuseField('columns', 'import.email_column_needed');
  if (new Set(taken).size < taken.length) throw refuseField('columns', 'import.column_twice');
  return chosen;
}

/** What a person said, or left without a meaning: the rest is known by itself. */
function told(before: readonly Column[], after: readonly Column[]): readonly Column[] {
  return after.filter(
    ({ header, target }, index) =>
      headerKey(header) !== '' && (before[index]?.status === 'unknown' || before[index]?.target !== target),
  );
}

/** For the organization's next file. */
async function remember(tx: Tx, columns: readonly Column[]): Promise<void> {
  const byKey = new Map(columns.map(({ header, target }) => [headerKey(header), target]));
  if (byKey.size === 0) return;
  await tx
    .insertInto('importHeader')
    .values(
      [...byKey].map(([header, target]) => ({
        organizationId: tx.organizationId,
        header: header.slice(0, 200),
        target,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['organizationId', 'header']).doUpdateSet({
        target: (excluded) => excluded.ref('excluded.target'),
        chosenAt: sql`now()`,
      }),
    )
    .execute();
}
