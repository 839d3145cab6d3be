import { sql } from 'kysely';
import pg from 'pg';
import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { JobData } from '../../platform/jobs.ts';
import type { RegisterParts } from '../registration/register.ts';
import { applyChunk, markFailed, stopsSending } from './apply-chunk.ts';
import { keepCounts } from './count-rows.ts';
import { findRecognition } from './find-recognition.ts';
import { nextRows } from './find-rows.ts';
import { importActor } from './import-actor.ts';
import { lockImport } from './lock-import.ts';
import type { LockedImport } from './lock-import.ts';
import { moveOn } from './move-on.ts';
import { planRows } from './plan-rows.ts';
import { storePlans } from './store-plans.ts';
import { undoChunk } from './undo-import.ts';

export type RunParts = RegisterParts & { readonly db: Db };

/** Rows of one transaction: planning only reads, so that its chunks may be larger. */
const plannedAtOnce = 2000;
/** Short locks, and pages that stay fast meanwhile. */
const appliedAtOnce = 1000;
const undoneAtOnce = 500;
/** Milliseconds of a job; another import has its turn then. */
const slice = 1500;

/**
 * A job: chunk after chunk of whatever the import is at, each in one transaction with what became of its rows. A worker
 * that is killed leaves whole chunks, and another goes on at the next row (F1).
 */
export async function runImport(parts: RunParts, { organizationId, id }: JobData): Promise<void> {
  const until = performance.now() + slice;
  let goesOn = true;
  let limit = appliedAtOnce;
  while (goesOn) {
    const isLast = performance.now() >= until;
    try {
      goesOn = await withOrganization(parts.db, organizationId, async (tx) => {
        const hasMore = await runChunk(tx, parts, id, limit);
        // In the same transaction: the work that is left always has its job.
        if (hasMore && isLast) await parts.jobs.enqueue(tx, 'run-import', [id]);
        return hasMore && !isLast;
      });
      limit = Math.min(appliedAtOnce, limit * 10);
    } catch (error) {
      limit = await afterFailure(parts, { organizationId, id }, { error, limit });
    }
  }
}

/**
 * What one row brings about stops no other: fewer are tried at once, until the one is found and named. What no row is to
 * blame for is thrown, and tried again by the queue.
 */
async function afterFailure(
  { db }: RunParts,
  { organizationId, id }: JobData,
  { error, limit }: { readonly error: unknown; readonly limit: number },
): Promise<number> {
  if (stopsSending(error)) {
    await withOrganization(db, organizationId, (tx) =>
      finish(tx, id, { state: 'paused', failure: `import.${error.code}` }),
    );
    return limit;
  }
  if (!isOfRows(error)) throw error;
  if (limit > 1) return Math.ceil(limit / 10);
  await withOrganization(db, organizationId, async (tx) => {
    const importing = await lockImport(tx, id);
    if (importing?.state !== 'applying') throw error;
    const [row] = await nextRows(tx, id, { after: importing.cursor, wanting: 'application', limit: 1 });
    if (!row) throw error;
    await markFailed(tx, id, row.line);
    await moveOn(tx, id, { cursor: row.line, done: importing.done + 1 });
  });
  return limit;
}

/** What the database says of data: classes 22 and 23 of its error codes. */
function isOfRows(error: unknown): boolean {
  return error instanceof AppError || (error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? ''));
}

/** @returns false when there is nothing left to do */
async function runChunk(tx: Tx, parts: RunParts, id: string, limit: number): Promise<boolean> {
  const importing = await lockImport(tx, id);
  if (!importing) return false;
  switch (importing.state) {
    case 'planning':
      return planChunk(tx, parts, importing);
    case 'applying':
      return applyNext(tx, parts, importing, limit);
    case 'undoing':
      return undoNext(tx, importing);
    default:
      return false;
  }
}

async function planChunk(tx: Tx, parts: RunParts, importing: LockedImport): Promise<boolean> {
  const { id, cursor } = importing;
  const actor = await importActor(tx, {
    accountId: importing.startedBy,
    keyId: importing.startedKey,
    ip: importing.ip,
    requestId: importing.requestId,
  });
  if (!actor) {
    await moveOn(tx, id, { state: 'failed', failure: 'import.no_longer' });
    return false;
  }
  const rows = await nextRows(tx, id, { after: cursor, wanting: 'plan', limit: plannedAtOnce });
  const last = rows.at(-1);
  if (!last) {
    await finish(tx, id, { state: 'planned', revision: importing.revision + 1 });
    return false;
  }
  const { targets } = await findRecognition(tx, parts.texts);
  const planned = await planRows(tx, parts, actor, { importing: { ...importing, targets }, rows });
  await storePlans(tx, id, planned.rows);
  await moveOn(tx, id, { cursor: last.line, done: importing.done + rows.length });
  return true;
}

async function applyNext(tx: Tx, parts: RunParts, importing: LockedImport, limit: number): Promise<boolean> {
  const { id, done } = importing;
  const actor = await importActor(tx, {
    accountId: importing.appliedBy ?? importing.startedBy,
    keyId: importing.appliedKey,
    ip: importing.ip,
    requestId: importing.requestId,
  });
  if (!actor) {
    await moveOn(tx, id, { state: 'paused', failure: 'import.no_longer' });
    return false;
  }
  const applied = await applyChunk(tx, parts, actor, { importing, limit });
  if (applied) await moveOn(tx, id, { cursor: applied.last, done: done + applied.count });
  else await finish(tx, id, { state: 'done', finishedAt: sql<Date>`now()` });
  return applied !== undefined;
}

async function undoNext(tx: Tx, importing: LockedImport): Promise<boolean> {
  const { id, done } = importing;
  const undone = await undoChunk(tx, importing, undoneAtOnce);
  if (undone) await moveOn(tx, id, { cursor: undone.last, done: done + undone.count });
  else await finish(tx, id, { state: 'undone', undoneAt: sql<Date>`now()` });
  return undone !== undefined;
}

/** At rest again: what a list shows is counted once. */
async function finish(tx: Tx, id: string, changes: object): Promise<void> {
  await tx
    .updateTable('import')
    .set({ ...changes, changedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
  await keepCounts(tx, id);
}
