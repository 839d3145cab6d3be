import { sql } from 'kysely';
import { collectGarbageBeyond } from '../../platform/collect-garbage.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { JobData, Jobs } from '../../platform/jobs.ts';
import { RunAgain } from '../../platform/retry-deadlocks.ts';
import type { Actor } from '../sessions/actor.ts';
import type { Counted, CountsChange } from './count-rows.ts';
import { nextRows } from './find-rows.ts';
import { importActor } from './import-actor.ts';
import type { ImportPrincipal } from './import-actor.ts';
import { mostGarbage } from './limits.ts';
import { findImport } from './lock-import.ts';
import type { LockedImport } from './lock-import.ts';
import { moveOnFrom } from './move-on-from.ts';
import type { StoredRow } from './plan-rows.ts';
import type { Promised } from './other-rows.ts';

/** What an import does with its rows, chunk after chunk. */
export interface Stage {
  readonly state: 'planning' | 'applying';
  readonly wanting: 'plan' | 'application';
  principalOf(importing: LockedImport): Pick<ImportPrincipal, 'accountId' | 'keyId'>;
  /** @returns what it comes to in the import's counts */
  work(tx: Tx, actor: Actor, chunk: Chunk): Promise<CountsChange>;
  /** No row is left, and all are committed. */
  finish(tx: Tx, id: string): Promise<void>;
  /** Whoever stands behind it may not import any more. */
  refuse(tx: Tx, id: string): Promise<void>;
}

export interface Chunk {
  readonly importing: LockedImport;
  readonly rows: readonly (StoredRow & Counted)[];
  /** Waits until the chunk before is committed. */
  turn(): Promise<void>;
  /** What the chunk before promises its rows, of which the database need not know yet; undefined: it knows all. */
  readonly before: Promise<Promised | undefined>;
  /** The same for the chunk behind, which waits for it. */
  promise(promised: Promised): void;
}

export interface SideBySideParts {
  readonly db: Db;
  readonly jobs: Jobs;
}

/** What one chunk is told. */
interface Turn {
  readonly limit: number;
  /** The line that the chunk before ends with; undefined: where the import stands. */
  readonly after: number | undefined;
  readonly before: ChunkAtWork;
  /** The next chunk is another job's. */
  readonly isLast: boolean;
}

interface ChunkAtWork {
  /** Rejected: neither may the next one be. */
  readonly committed: Promise<unknown>;
  readonly promised: Promise<Promised | undefined>;
}

const nothingBefore: ChunkAtWork = { committed: Promise.resolve(), promised: Promise.resolve(undefined) };

/** Somebody paused the import, or works on it too: what was written for the chunk at hand is undone. */
class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/**
 * Takes chunk after chunk through a stage, two of them at a time: while the rows of one are written the next is read and
 * planned. Each is a transaction of its own, and they are committed in the order of the file, so that all rows up to the
 * import's cursor are done and none behind it (F1).
 * @param until by the clock of `performance`; the chunk that begins then is the last one
 * @returns whether there is more to do for this job
 */
export async function sideBySide(
  parts: SideBySideParts,
  stage: Stage,
  job: JobData,
  { until, limit, isAlone }: { readonly until: number; readonly limit: number; readonly isAlone: boolean },
): Promise<boolean> {
  let before = nothingBefore;
  let newest = nothingBefore;
  let after: number | undefined;
  try {
    for (;;) {
      const isLast = performance.now() >= until;
      const chunk = beginChunk(parts, stage, job, { limit, after, before, isLast });
      newest = chunk;
      const last = await chunk.read;
      await before.committed;
      collectGarbageBeyond(mostGarbage);
      before = chunk;
      if (last === undefined || isLast || isAlone) {
        await chunk.committed;
        return last !== undefined && !isLast;
      }
      after = last;
    }
  } catch (error) {
    await Promise.allSettled([before.committed, newest.committed]);
    if (error instanceof Overtaken) return false;
    throw error;
  }
}

/** `read` tells the chunk's last line as soon as it is known, undefined where there is nothing to do. */
function beginChunk(parts: SideBySideParts, stage: Stage, { organizationId, id }: JobData, turn: Turn) {
  const read = Promise.withResolvers<number | undefined>();
  const promised = Promise.withResolvers<Promised | undefined>();
  const committed = withOrganization(parts.db, organizationId, (tx) =>
    workNext(tx, { parts, stage, id }, { ...turn, tell: read.resolve, promise: promised.resolve }),
  );
  const resolveBoth = () => {
    read.resolve(undefined);
    promised.resolve(undefined);
  };
  // Whatever is awaited first tells of a failure.
  committed.then(resolveBoth, () => promised.resolve(undefined));
  return {
    read: Promise.race([read.promise, committed.then(() => read.promise)]),
    promised: promised.promise,
    committed,
  };
}

async function workNext(
  tx: Tx,
  { parts, stage, id }: { readonly parts: SideBySideParts; readonly stage: Stage; readonly id: string },
  {
    limit,
    after,
    before,
    isLast,
    tell,
    promise,
  }: Turn & Pick<Chunk, 'promise'> & { readonly tell: (last: number | undefined) => void },
): Promise<void> {
  const isAgain = tx.attempt > 1;
  // It was undone because it stood in another's way: holding nothing, it waits for the one before.
  if (isAgain) await before.committed;
  const importing = await findImport(tx, id);
  if (importing?.state !== stage.state) return tell(undefined);
  const cursor = after ?? importing.cursor;
  const rows = await nextRows(tx, id, { after: cursor, wanting: stage.wanting, limit });
  const last = rows.at(-1)?.line;
  if (last !== undefined) await holdTurn(tx, id, last);
  tell(last);
  if (last === undefined) {
    await before.committed;
    return stage.finish(tx, id);
  }
  const { ip, requestId } = importing;
  const actor = await importActor(tx, { ...stage.principalOf(importing), ip, requestId });
  const turn = async () => {
    if (after !== undefined) await awaitTurn(tx, id, after);
  };
  const chunk = {
    importing,
    rows,
    turn,
    before: isAgain ? nothingBefore.promised : before.promised,
    promise,
  };
  const counted = actor && (await stage.work(tx, actor, chunk));
  await turn();
  if (!counted) return stage.refuse(tx, id);
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
