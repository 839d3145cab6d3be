import { createHash, randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { AnswerOf } from '../../../contract/define-route.ts';
import type { startImport as contract } from '../../../contract/imports.ts';
import { AppError } from '../../platform/app-error.ts';
import { collectGarbageBeyond } from '../../platform/collect-garbage.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { findAnswer, keepAnswers } from '../../platform/http/idempotency.ts';
import type { RequestKey } from '../../platform/http/idempotency.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Texts } from '../../platform/texts.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { can } from '../permissions/can.ts';
import type { Actor } from '../sessions/actor.ts';
import type { Turnstile } from '../sessions/turnstile.ts';
import { needImport } from './find-imports.ts';
import { noCounts } from './count-rows.ts';
import { findRecognition } from './find-recognition.ts';
import { openTable } from './open-table.ts';
import type { OpenTable } from './open-table.ts';
import type { FileRecord } from './read-csv.ts';
import { moveOn } from './move-on.ts';
import type { FileInHand, ReadingRoom } from './reading-room.ts';
import { kindOf, passOver, recordsOf } from './read-source.ts';
import type { ImportSource } from './read-source.ts';
import { needsMapping } from './recognise-columns.ts';
import type { Column } from './recognise-columns.ts';
import { sealRow, sizeOf } from './sealed-rows.ts';
import type { RowAtRest } from './sealed-rows.ts';
import { secretCells } from './secret-cells.ts';
import { repeatStart, withoutCells } from './repeat-start.ts';
import { storeRows } from './store-rows.ts';
import { mostGarbage } from './limits.ts';

export interface StartParts {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly seal: Seal;
  readonly texts: Texts;
  /** Of the files that come at the same time some write, and the others' senders wait: people need the database too. */
  readonly turns: Turnstile;
  readonly room: ReadingRoom;
  /** Throws once the sender may not import any more (P15): a file may be minutes on its way. */
  readonly check: () => Promise<unknown>;
}

type Answer = AnswerOf<typeof contract>;
type InTurn = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * Reads a file as it comes into rows of an import, and has it planned. No transaction waits for a slow sender: rows are
 * written some thousand at a time; of a file that is refused or breaks off nothing stays.
 * @param key the same file with the same key is one import (P32)
 * @throws {AppError} not_acceptable with the line, too_large; request_in_flight, idempotency_key_reused
 */
export async function startImport(
  parts: StartParts,
  actor: Actor,
  source: ImportSource,
  key: RequestKey | undefined,
): Promise<Answer> {
  const id = randomUUIDv7();
  const digest = createHash('sha256');
  const isGone = goneOf(source);
  const inTurn: InTurn = (work) =>
    parts.turns.run(() => withOrganization(parts.db, actor.organizationId, work), isGone);
  const { recognition, before } = await inTurn(async (tx) => {
    await begin(tx, actor, { id, source, key });
    // Whoever has the key now sees what the one before them was answered.
    const answered = key && (await findAnswer(tx, key));
    if (answered) await forget(tx, id);
    return { recognition: await findRecognition(tx, parts.texts), before: answered };
  });
  if (before) {
    await passOver(source, digest);
    await parts.check();
    return inTurn((tx) => repeatStart(tx, parts.seal, before, digest.digest()));
  }
  const inHand = parts.room.open(isGone);
  const records = recordsOf(source, digest, inHand);
  try {
    const table = await openTable(records, recognition);
    const columns = dropIdentity(table.columns, actor);
    const kept = needsMapping(columns) ? undefined : columns.map(({ target }) => target !== null);
    const isSecret = secretCells(columns, recognition.targets);
    const place = { organizationId: actor.organizationId, importId: id };
    const atRest = (record: FileRecord) => sealRow(parts.seal, place, isSecret, lessened(record, kept));
    const total = await store(inTurn, { id, atRest, table, inHand });
    await parts.check();
    return await inTurn(async (tx) => {
      await finish(tx, parts, actor, { id, table, columns, total });
      const answer = await needImport(tx, parts, actor, id);
      if (key) await keepAnswers(tx, [{ ...key, digest: digest.digest(), answer: withoutCells(answer) }]);
      return answer;
    });
  } catch (error) {
    await parts.turns.run(() => withOrganization(parts.db, actor.organizationId, (tx) => forget(tx, id)));
    throw broken(error);
  } finally {
    // Whatever was not read to its end has its turn still.
    await records.return(undefined);
    inHand.close();
  }
}

/**
 * Aborted once the sender is seen to be gone: what they brought is let go, instead of being kept until its turn comes. While
 * nothing is read of them, they are seen only when all that came before has been.
 */
function goneOf(source: ImportSource): AbortSignal | undefined {
  if (source.kind === 'rows') return undefined;
  const gone = new AbortController();
  const { content } = source;
  content.once('close', () => {
    if (!content.readableEnded) gone.abort(new AppError('malformed_request'));
  });
  return gone.signal;
}

/** A sender that went away is no fault of ours. */
function broken(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE'
    ? new AppError('malformed_request')
    : error;
}

/** Who may not register identities is not stopped by a file that holds names: they are told, and choose. */
function dropIdentity(columns: readonly Column[], actor: Actor): readonly Column[] {
  if (can(actor, 'user-management:can_register_identity')) return columns;
  return columns.map((column) =>
    column.target?.startsWith('identity') === true
      ? { ...column, target: null, status: 'ignored' as const }
      : column,
  );
}

async function begin(
  tx: Tx,
  actor: Actor,
  {
    id,
    source,
    key,
  }: { readonly id: string; readonly source: ImportSource; readonly key: RequestKey | undefined },
): Promise<void> {
  await tx
    .insertInto('import')
    .values({
      organizationId: tx.organizationId,
      id,
      kind: kindOf(source),
      filename: source.filename?.trim() || null,
      uploadKey: key?.key ?? null,
      state: 'reading',
      startedBy: actor.accountId,
      startedKey: actor.origin.apiKeyId ?? null,
      ip: actor.origin.ip,
      requestId: actor.origin.requestId,
    })
    .execute();
}

/** @param kept columns of which something is kept; undefined: somebody must say first */
function lessened({ line, cells }: FileRecord, kept: readonly boolean[] | undefined): FileRecord {
  return { line, cells: kept ? cells.map((cell, index) => (kept[index] === false ? '' : cell)) : cells };
}

async function store(
  inTurn: InTurn,
  reading: {
    readonly id: string;
    readonly atRest: (record: FileRecord) => RowAtRest;
    readonly table: OpenTable;
    readonly inHand: FileInHand;
  },
): Promise<number> {
  const { id, atRest, table, inHand } = reading;
  let total = 0;
  let size = 0;
  let waiting: RowAtRest[] = [];
  const write = async () => {
    const records = waiting;
    waiting = [];
    size = 0;
    total += records.length;
    await inTurn(async (tx) => {
      await storeRows(tx, id, records);
      // It is still being read.
      await moveOn(tx, id, {});
    });
  };
  for await (const batch of table.rows()) {
    const rows = batch.map(atRest);
    waiting.push(...rows);
    size += sizeOf(rows);
    if (!inHand.isEnough(size)) continue;
    await write();
    collectGarbageBeyond(mostGarbage);
  }
  if (waiting.length > 0) await write();
  return total;
}

async function finish(
  tx: Tx,
  { jobs }: StartParts,
  actor: Actor,
  read: {
    readonly id: string;
    readonly table: OpenTable;
    readonly columns: readonly Column[];
    readonly total: number;
  },
): Promise<void> {
  const { id, table, columns, total } = read;
  const mustAsk = needsMapping(columns);
  await tx
    .updateTable('import')
    .set({
      state: mustAsk ? 'mapping' : 'planning',
      columns: JSON.stringify(columns),
      hasHeader: table.hasHeader,
      skipped: table.skipped,
      total,
      counts: JSON.stringify({ ...noCounts, total, waiting: total }),
      phaseTotal: total,
      phaseStartedAt: sql`now()`,
      changedAt: sql`now()`,
    })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
  if (!mustAsk) await jobs.enqueue(tx, 'run-import', [id]);
  await recordActivity(tx, actor.origin, [
    { action: 'import.started', actorId: actor.accountId, subject: { type: 'import', id }, count: total },
  ]);
}

async function forget(tx: Tx, id: string): Promise<void> {
  await tx
    .deleteFrom('import')
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
}
