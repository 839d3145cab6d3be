import { randomUUIDv7 } from 'node:crypto';
import type { Readable } from 'node:stream';
import { sql } from 'kysely';
import { xlsxType } from '../../../contract/import-states.ts';
import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Texts } from '../../platform/texts.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { can } from '../permissions/can.ts';
import type { Actor } from '../sessions/actor.ts';
import { findRecognition } from './find-recognition.ts';
import { limits } from './limits.ts';
import { openTable } from './open-table.ts';
import type { OpenTable } from './open-table.ts';
import { readCsv } from './read-csv.ts';
import type { FileRecord } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { moveOn } from './move-on.ts';
import { needsMapping } from './recognise-columns.ts';
import type { Column } from './recognise-columns.ts';
import { storedAtOnce, storeRows } from './store-rows.ts';
import { withoutSamples } from './erase-unmapped.ts';
import { tableOfRows } from './table-of-rows.ts';

export interface StartParts {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly texts: Texts;
}

export type ImportSource =
  | {
      readonly kind: 'file';
      readonly type: string;
      readonly filename: string | undefined;
      readonly content: Readable;
    }
  | {
      readonly kind: 'rows';
      readonly rows: readonly Readonly<Record<string, string>>[];
      readonly filename: string | undefined;
    };

/**
 * Reads a file as it comes into rows of an import, and has it planned. No transaction waits for a slow sender: rows are
 * written some thousand at a time; of a file that is refused or breaks off nothing stays.
 * @returns the import's id
 * @throws {AppError} not_acceptable with the line, too_large
 */
export async function startImport(parts: StartParts, actor: Actor, source: ImportSource): Promise<string> {
  const { db } = parts;
  const { organizationId } = actor;
  const id = randomUUIDv7();
  const isXlsx = source.kind === 'file' && source.type === xlsxType;
  const kind = source.kind === 'rows' ? 'rows' : isXlsx ? 'xlsx' : 'csv';
  const recognition = await withOrganization(db, organizationId, async (tx) => {
    await begin(tx, actor, { id, kind, filename: source.filename?.trim() || null });
    return findRecognition(tx, parts.texts);
  });
  try {
    const table = await openTable(recordsOf(source, isXlsx), recognition);
    const columns = dropIdentity(table.columns, actor);
    const kept = needsMapping(columns) ? undefined : columns.map(({ target }) => target !== null);
    const total = await store(parts, organizationId, { id, kept, table });
    await withOrganization(db, organizationId, (tx) =>
      finish(tx, parts, actor, { id, table, columns, total }),
    );
    return id;
  } catch (error) {
    await withOrganization(db, organizationId, (tx) => forget(tx, id));
    throw broken(error);
  }
}

function recordsOf(source: ImportSource, isXlsx: boolean): AsyncGenerator<FileRecord[]> {
  if (source.kind === 'rows') return tableOfRows(source.rows);
  const bytes = bounded(source.content, isXlsx ? limits.xlsxBytes : limits.bytes);
  return isXlsx ? readXlsx(bytes) : readCsv(bytes);
}

/** Without ending the connection when we stop reading: the refusal still has to reach its caller. */
async function* bounded(content: Readable, most: number): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const piece of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > most) throw new AppError('too_large');
    yield piece;
  }
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
  { id, kind, filename }: { readonly id: string; readonly kind: string; readonly filename: string | null },
): Promise<void> {
  await tx
    .insertInto('import')
    .values({
      organizationId: tx.organizationId,
      id,
      kind,
      filename,
      state: 'reading',
      startedBy: actor.accountId,
      startedKey: actor.origin.apiKeyId ?? null,
      ip: actor.origin.ip,
      requestId: actor.origin.requestId,
    })
    .execute();
}

async function store(
  { db }: StartParts,
  organizationId: string,
  reading: {
    readonly id: string;
    /** Columns of which something is kept; undefined: somebody must say first. */
    readonly kept: readonly boolean[] | undefined;
    readonly table: OpenTable;
  },
): Promise<number> {
  const { id, kept, table } = reading;
  const lessened = ({ line, cells }: FileRecord): FileRecord => ({
    line,
    cells: kept ? cells.map((cell, index) => (kept[index] === false ? '' : cell)) : cells,
  });
  let total = 0;
  let waiting: FileRecord[] = [];
  const write = async () => {
    const records = waiting;
    waiting = [];
    total += records.length;
    await withOrganization(db, organizationId, async (tx) => {
      await storeRows(tx, id, records);
      // It is still being read.
      await moveOn(tx, id, {});
    });
  };
  for await (const batch of table.rows()) {
    waiting.push(...batch.map(lessened));
    if (waiting.length >= storedAtOnce) await write();
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
      columns: JSON.stringify(mustAsk ? columns : withoutSamples(columns)),
      hasHeader: table.hasHeader,
      skipped: table.skipped,
      total,
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
