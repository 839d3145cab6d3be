import { withOrganization } from '../../platform/database.ts';
import type { Db } from '../../platform/database.ts';
import { csvLine } from '../../platform/csv-line.ts';
import type { ActivityFilter } from './filter-activity.ts';
import { findEntries } from './list-activity.ts';
import type { EntryAnswer } from './list-activity.ts';

export interface ExportOptions {
  readonly organizationId: string;
  readonly filter: ActivityFilter;
  readonly format: 'csv' | 'jsonl';
  /** Asked before each page; throws once the reader may not read any more (P15). */
  readonly check: () => Promise<void>;
}

const pageSize = 1000;
// Spreadsheets take a file without it for an 8-bit one.
const byteOrderMark = '\ufeff';

const columns: readonly (readonly [string, (entry: EntryAnswer) => string | number | null])[] = [
  ['at', ({ at }) => at],
  ['action', ({ action }) => action],
  ['actor_id', ({ actor }) => actor?.id ?? null],
  ['actor_name', ({ actor }) => actor?.name ?? null],
  ['actor_email', ({ actor }) => actor?.email ?? null],
  ['api_key', ({ apiKey }) => apiKey?.name ?? null],
  ['person_id', ({ person }) => person?.id ?? null],
  ['person_name', ({ person }) => person?.name ?? null],
  ['person_email', ({ person }) => person?.email ?? null],
  ['subject_type', ({ subject }) => subject.type],
  ['subject_id', ({ subject }) => subject.id],
  ['subject_name', ({ subject }) => subject.name],
  ['fields', ({ fields }) => fields.join(' ')],
  ['count', ({ count }) => count],
  ['ip', ({ ip }) => ip],
  ['request_id', ({ requestId }) => requestId],
];

/**
 * All entries that fit, newest first, a page at a time and each in a transaction of its own: memory stays flat and no
 * transaction waits for a slow reader.
 */
export async function* exportActivity(db: Db, options: ExportOptions): AsyncGenerator<string> {
  const { organizationId, filter, format, check } = options;
  if (format === 'csv') yield byteOrderMark + csvLine(columns.map(([name]) => name));
  const line = format === 'csv' ? csvOf : jsonOf;
  let cursor: string | undefined;
  do {
    await check();
    const page = { limit: pageSize, cursor };
    const entries = await withOrganization(db, organizationId, (tx) => findEntries(tx, filter, page));
    if (entries.length > 0) yield entries.map(line).join('');
    cursor = entries.length === pageSize ? entries.at(-1)?.id : undefined;
  } while (cursor !== undefined);
}

function csvOf(entry: EntryAnswer): string {
  return csvLine(columns.map(([, cell]) => cell(entry)));
}

function jsonOf({ hasValues: _, ...entry }: EntryAnswer): string {
  return `${JSON.stringify(entry)}\n`;
}
