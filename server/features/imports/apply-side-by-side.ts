import { sql } from 'kysely';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { JobData } from '../../platform/jobs.ts';
import { RunAgain } from '../../platform/retry-deadlocks.ts';
import type { RegisterParts } from '../registration/register.ts';
import { applyChunk } from './apply-chunk.ts';
import { nextRows } from './find-rows.ts';
import { importActor } from './import-actor.ts';
import { findImport } from './lock-import.ts';
import { moveOnFrom } from './move-on-from.ts';
import { restFromApplying } from './rest-import.ts';

export type ApplyParts = RegisterParts & { readonly db: Db };

/** What one chunk is told. */
interface Turn {
  readonly limit: number;
  /** The line that the chunk before ends with; undefined: where the import stands. */
  readonly after: number | undefined;
  /** The chunk before, committed. Rejected: neither may this one be. */
  readonly before: Promise<unknown>;
  /** The next chunk is another job's. */
  readonly isLast: boolean;
}

/** Somebody paused the import, or works on it too: what was written for the chunk at hand is undone. */
class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/**
 * Applies chunk after chunk, two of them at a time: while the rows of one are written those of the next are planned. Each
 * is a transaction of its own, and they are committed in the order of the file, so that all rows up to the import's
 * cursor are done and none behind it (F1).
 * @param until by the clock of `performance`; the chunk that begins then is the last one
 * @returns whether there is more to do for this job
 */
export async function applySideBySide(
  parts: ApplyParts,
  job: JobData,
  { until, limit, isAlone }: { readonly until: number; readonly limit: number; readonly isAlone: boolean },
): Promise<boolean> {
  let before: Promise<unknown> = Promise.resolve();
  let newest = before;
  let after: number | undefined;
  try {
    for (;;) {
      const isLast = performance.now() >= until;
      const chunk = beginChunk(parts, job, { limit, after, before, isLast });
      newest = chunk.committed;
      const last = await chunk.read;
      await before;
      before = chunk.committed;
      if (last === undefined || isLast || isAlone) {
        await before;
        return last !== undefined && !isLast;
      }
      after = last;
    }
  } catch (error) {
    await Promise.allSettled([before, newest]);
    if (error instanceof Overtaken) return false;
    throw error;
  }
}

/** `read` tells the chunk's last line as soon as it is known, undefined where there is nothing to do. */
function beginChunk(parts: ApplyParts, { organizationId, id }: JobData, turn: Turn) {
  const { promise: read, resolve } = Promise.withResolvers<number | undefined>();
  const committed = withOrganization(parts.db, organizationId, (tx) =>
    applyNext(tx, parts, id, { ...turn, tell: resolve }),
  );
  // Whatever is awaited first tells of a failure.
  committed.then(
    () => resolve(undefined),
    () => undefined,
  );
  return { read: Promise.race([read, committed.then(() => read)]), committed };
}

async function applyNext(
  tx: Tx,
  parts: ApplyParts,
  id: string,
  { limit, after, before, isLast, tell }: Turn & { readonly tell: (last: number | undefined) => void },
): Promise<void> {
  // It was undone because it stood in another's way: holding nothing, it waits for the one before.
  if (tx.attempt > 1) await before;
  const importing = await findImport(tx, id);
  if (importing?.state !== 'applying') return tell(undefined);
  const cursor = after ?? importing.cursor;
  const rows = await nextRows(tx, id, { after: cursor, wanting: 'application', limit });
  const last = rows.at(-1)?.line;
  if (last !== undefined) await holdTurn(tx, id, last);
  tell(last);
  if (last === undefined) {
    await before;
    return restFromApplying(tx, id, { state: 'done', finishedAt: sql<Date>`now()` });
  }
  const actor = await importActor(tx, {
    accountId: importing.appliedBy ?? importing.startedBy,
    keyId: importing.appliedKey,
    ip: importing.ip,
    requestId: importing.requestId,
  });
  const turn = async () => {
    if (after !== undefined) await awaitTurn(tx, id, after);
  };
  const counted = actor && (await applyChunk(tx, { ...parts, turn }, actor, { importing, rows }));
  await turn();
  if (!counted) return restFromApplying(tx, id, { state: 'paused', failure: 'import.no_longer' });
  const moved = await moveOnFrom(tx, { ...importing, cursor }, { cursor: last, count: rows.length, counted });
  if (!moved) throw new Overtaken();
  // In the same transaction: the work that is left always has its job.
  if (isLast) await parts.jobs.enqueue(tx, 'run-import', [id]);
}

// Waited for in the database and not by a promise: where the chunk before waits for a lock of this one, PostgreSQL finds
// the circle, and one of the two is run again.
const lockOf = (id: string, line: number) => sql`hashtextextended(${`import ${id} ${line}`}, 0)`;

async function holdTurn(tx: Tx, id: string, last: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockOf(id, last)})`.execute(tx);
}

/** @throws {RunAgain} where the chunk before was undone: what this one holds may be what it needs */
async function awaitTurn(tx: Tx, id: string, after: number): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${lockOf(id, after)})`.execute(tx);
  if ((await findImport(tx, id))?.cursor !== after) throw new RunAgain();
}
