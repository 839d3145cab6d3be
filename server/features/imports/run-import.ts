import { sql } from 'kysely';
import pg from 'pg';
import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { collectGarbageBeyond } from '../../platform/collect-garbage.ts';
import type { JobData } from '../../platform/jobs.ts';
import type { StandBack } from '../../platform/stand-back.ts';
import type { RegisterParts } from '../registration/register.ts';
import { markFailed, stopsSending } from './apply-chunk.ts';
import { changeOf } from './count-rows.ts';
import { nextRows } from './find-rows.ts';
import { importActor } from './import-actor.ts';
import { findImport, lockImport } from './lock-import.ts';
import type { LockedImport } from './lock-import.ts';
import { mostGarbage } from './limits.ts';
import { moveOn } from './move-on.ts';
import { restFrom, restImport } from './rest-import.ts';
import { settleRows } from './settle-rows.ts';
import { sideBySide } from './side-by-side.ts';
import type { Stage } from './side-by-side.ts';
import { applying, planning } from './stages.ts';
import { stopUndoing } from './stop-undoing.ts';
import { undoChunk } from './undo-import.ts';

export type RunParts = RegisterParts & { readonly db: Db; readonly standBack: StandBack };

/** Rows of one transaction: short locks, pages that stay fast and memory that stays small meanwhile. */
const atOnce = 1000;
const undoneAtOnce = 500;
/** Milliseconds of a job; another import has its turn then. */
const slice = 1500;

/**
 * A job: chunk after chunk of whatever the import is at, each in one transaction with what became of its rows. A worker
 * that is killed leaves whole chunks, and another goes on at the next row (F1).
 */
export async function runImport(parts: RunParts, job: JobData): Promise<void> {
  const end = parts.standBack.begin();
  try {
    await runSlice(parts, job);
  } finally {
    end();
    collectGarbageBeyond(mostGarbage);
  }
}

async function runSlice(parts: RunParts, job: JobData): Promise<void> {
  const until = performance.now() + slice;
  let goesOn = true;
  /** Rows that are tried at once after some could not be carried out. */
  let few = Infinity;
  while (goesOn) {
    const stage = await stageOf(parts, job);
    const limit = stage ? Math.min(few, atOnce) : 1;
    try {
      goesOn = stage
        ? await sideBySide(parts, stage, job, { until, limit, isAlone: limit < atOnce })
        : await runNext(parts, job, until);
      few = Math.max(few, limit * 10);
    } catch (error) {
      few = await afterFailure(parts, job, { error, limit });
    }
  }
}

/** Undefined: the import is at what goes one chunk after the other. */
async function stageOf(parts: RunParts, { organizationId, id }: JobData): Promise<Stage | undefined> {
  const importing = await withOrganization(parts.db, organizationId, (tx) => findImport(tx, id));
  if (importing?.state === 'applying') return applying(parts);
  return importing?.state === 'planning' && importing.settledTo === null ? planning(parts) : undefined;
}

/** @returns whether there is more to do for this job */
async function runNext(parts: RunParts, { organizationId, id }: JobData, until: number): Promise<boolean> {
  const isLast = performance.now() >= until;
  return withOrganization(parts.db, organizationId, async (tx) => {
    const hasMore = await runChunk(tx, parts, id);
    // In the same transaction: the work that is left always has its job.
    if (hasMore && isLast) await parts.jobs.enqueue(tx, 'run-import', [id]);
    return hasMore && !isLast;
  });
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
      restFrom('applying', tx, { id, changes: { state: 'paused', failure: `import.${error.code}` } }),
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
    const counted = changeOf([row], [{ ...row, outcome: 'failed' }]);
    await moveOn(tx, id, { cursor: row.line, done: importing.done + 1 }, counted);
  });
  return limit;
}

/** What the database says of data: classes 22 and 23 of its error codes. */
function isOfRows(error: unknown): boolean {
  return error instanceof AppError || (error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? ''));
}

/** @returns false when there is nothing left to do */
async function runChunk(tx: Tx, parts: RunParts, id: string): Promise<boolean> {
  const importing = await lockImport(tx, id);
  if (!importing) return false;
  // Whatever came of it meanwhile: what is about nothing must not stay.
  if (importing.settledTo !== null) return settleRows(tx, parts, importing);
  return importing.state === 'undoing' && undoNext(tx, importing);
}

async function undoNext(tx: Tx, importing: LockedImport): Promise<boolean> {
  const { id, done } = importing;
  if (!(await undoer(tx, importing))) {
    await stopUndoing(tx, importing);
    return false;
  }
  const undone = await undoChunk(tx, importing, undoneAtOnce);
  if (undone) await moveOn(tx, id, { cursor: undone.last, done: done + undone.count }, undone.counted);
  else await restImport(tx, id, { state: 'undone', undoneAt: sql<Date>`now()` });
  return undone !== undefined;
}

/** Whoever ordered the undoing, as long as they may import. */
async function undoer(tx: Tx, { undoneBy, undoneKey, ip, requestId }: LockedImport) {
  return undoneBy === null
    ? undefined
    : importActor(tx, { accountId: undoneBy, keyId: undoneKey, ip, requestId });
}
