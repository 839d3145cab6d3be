import { sql } from 'kysely';
import type { AnswerOf } from '../../../contract/define-route.ts';
import type { previewUndo } from '../../../contract/import-plan.ts';
import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { findTouched } from '../activity/find-touched.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { countOpened } from '../invitations/count-opened.ts';
import { withdrawRegistrations } from '../registration/withdraw-registrations.ts';
import type { Actor } from '../sessions/actor.ts';
import { changeOf } from './count-rows.ts';
import type { Counted, CountsChange } from './count-rows.ts';
import { possibleIn } from './import-abilities.ts';
import { undoDays } from './limits.ts';
import { needImportIn } from './lock-import.ts';
import type { LockedImport } from './lock-import.ts';
import { rowsAt } from './rows-at.ts';

type Fate = 'withdrawn' | 'joined' | 'edited' | 'updated';
type Preview = AnswerOf<typeof previewUndo>;

const readAtOnce = 5000;

/** What undoing would come to now. @throws {AppError} not_found, not_possible_now */
export async function previewUndoing(tx: Tx, id: string): Promise<Preview> {
  await needUndoable(tx, id);
  return countFates(tx, id);
}

async function countFates(tx: Tx, id: string): Promise<Preview> {
  const found = { withdrawn: 0, joined: 0, edited: 0, updated: 0, opened: 0 };
  for (let after = -1; ;) {
    const rows = await doneRows(tx, id, { after, limit: readAtOnce });
    const last = rows.at(-1);
    if (!last) return found;
    const fates = await fatesOf(tx, rows);
    for (const fate of fates.values()) found[fate] += 1;
    found.opened += await countOpened(
      tx,
      rows.flatMap(({ line, accountId }) => (fates.get(line) === 'withdrawn' ? [accountId] : [])),
    );
    after = last.line;
  }
}

async function needUndoable(tx: Tx, id: string): Promise<LockedImport> {
  const importing = await needImportIn(tx, id, possibleIn.undo);
  const { rows } = await sql<{ isOpen: boolean }>`
    select ${importing.finishedAt}::timestamptz > now() - make_interval(days => ${undoDays}::int) as is_open`.execute(
    tx,
  );
  if (importing.purgedAt !== null || rows[0]?.isOpen !== true) throw new AppError('not_possible_now');
  return importing;
}

/**
 * Begins to take back what the import made, in the background.
 * @throws {AppError} not_acceptable where it would withdraw another number of accounts than the caller was told
 */
export async function undoImport(
  tx: Tx,
  jobs: Jobs,
  actor: Actor,
  { id, expected }: { readonly id: string; readonly expected: number | undefined },
): Promise<void> {
  const { state: undoneFrom } = await needUndoable(tx, id);
  const { withdrawn, joined, edited, updated } = await countFates(tx, id);
  const total = withdrawn + joined + edited + updated;
  if (total === 0) throw new AppError('not_possible_now');
  if (expected !== undefined && expected !== withdrawn)
    throw refuseField('expected', 'import.another_number', { number: withdrawn });
  await tx
    .updateTable('import')
    .set({
      state: 'undoing',
      undoneBy: actor.accountId,
      undoneKey: actor.origin.apiKeyId ?? null,
      undoneFrom,
      failure: null,
      cursor: -1,
      done: 0,
      phaseTotal: total,
      phaseStartedAt: sql`now()`,
      changedAt: sql`now()`,
    })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
  await jobs.enqueue(tx, 'run-import', [id]);
  await recordActivity(tx, actor.origin, [
    {
      action: 'import.undone',
      actorId: actor.accountId,
      subject: { type: 'import', id },
      ...(withdrawn > 0 && { count: withdrawn }),
    },
  ]);
}

/** Takes the next accounts back; those that somebody used or changed stay, and their rows say so. */
export async function undoChunk(
  tx: Tx,
  { id, cursor }: LockedImport,
  limit: number,
): Promise<{ readonly last: number; readonly count: number; readonly counted: CountsChange } | undefined> {
  const rows = await doneRows(tx, id, { after: cursor, limit });
  const last = rows.at(-1);
  if (!last) return undefined;
  const made = rows.filter(({ act }) => act === 'create');
  const gone = await withdrawRegistrations(
    tx,
    made.map(({ accountId }) => accountId),
  );
  const kept = await fatesOf(
    tx,
    rows.filter(({ accountId }) => !gone.has(accountId)),
  );
  const undone = rows.filter(({ accountId }) => gone.has(accountId)).map(({ line }) => line);
  const reasons = [...kept.values()].map((fate) =>
    JSON.stringify([
      { field: 'row', code: `import.kept_${fate === 'withdrawn' ? 'edited' : fate}`, severity: 'error' },
    ]),
  );
  await sql`
    update import_row set outcome = 'undone', account_id = null, at = now()
    where organization_id = ${tx.organizationId} and import_id = ${id} and line = any(${undone}::int[])`.execute(
    tx,
  );
  await sql`
    update import_row as r set problems = k.problems
    from unnest(${[...kept.keys()]}::int[], ${reasons}::jsonb[]) as k (line, problems)
    where ${rowsAt(tx, id, [...kept.keys()])} and r.line = k.line`.execute(tx);
  const taken = rows.filter(({ accountId }) => gone.has(accountId));
  const counted = changeOf(
    taken,
    taken.map((row) => ({ ...row, outcome: 'undone' })),
  );
  return { last: last.line, count: rows.length, counted };
}

interface DoneRow extends Counted {
  readonly line: number;
  readonly act: string | null;
  readonly accountId: string;
}

async function doneRows(
  tx: Tx,
  id: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<DoneRow[]> {
  const rows = await tx
    .selectFrom('importRow')
    .select(['line', 'act', 'accountId', 'outcome', 'hasIdentity', 'isMailed', 'againReason'])
    .where('organizationId', '=', tx.organizationId)
    .where('importId', '=', id)
    .where('outcome', '=', 'done')
    .where('line', '>', after)
    .orderBy('line')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, accountId: row.accountId ?? '' }));
}

/** By line: what undoing would do with each, and why not. */
async function fatesOf(tx: Tx, rows: readonly DoneRow[]): Promise<ReadonlyMap<number, Fate>> {
  const ids = rows.map(({ accountId }) => accountId);
  const touched = await findTouched(tx, ids);
  const people = await tx
    .selectFrom('person')
    .select(['id', 'state'])
    .where('organizationId', '=', tx.organizationId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  const states = new Map(people.map(({ id, state }) => [id, state]));
  return new Map(
    rows.map(({ line, act, accountId }): [number, Fate] => {
      if (act === 'update') return [line, 'updated'];
      if (states.get(accountId) !== 'invited') return [line, 'joined'];
      return [line, touched.has(accountId) ? 'edited' : 'withdrawn'];
    }),
  );
}
