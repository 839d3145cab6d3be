import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { createClient } from '../contract/client.ts';
import { applyImport, cancelImport, fixImportRows } from '../contract/import-plan.ts';
import type { ImportDetail } from '../contract/import-schemas.ts';
import { xlsxType } from '../contract/import-states.ts';
import { getImport, importReport, mapImport, startImport } from '../contract/imports.ts';
import { progressLine } from './progress-line.ts';
import type { Say } from './terminal-texts.ts';

export interface ImportOrder {
  readonly file: string;
  /** Else it is planned, told, and dropped. */
  readonly isApplied: boolean;
  readonly acceptsWarnings: boolean;
  /** By header. */
  readonly mapping: ReadonlyMap<string, string>;
  readonly report: string | undefined;
  /** Of everything that this call changes: the same key is the same call. Printable, 100 characters at most. */
  readonly key: string;
}

interface ColumnTarget {
  readonly index: number;
  readonly target: string | null;
}

type Call = ReturnType<typeof createClient>;

export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly say: Say;
  /** Progress is drawn where somebody looks. */
  readonly isWatched: boolean;
}

const types: Readonly<Record<string, string>> = { '.xlsx': xlsxType, '.tsv': 'text/tab-separated-values' };

/** A file of the caller's that can't be read or written; its message is the path. */
export class CannotUse extends Error {
  override readonly name = 'CannotUse';
  readonly what: 'noFile' | 'noReport';

  constructor(what: CannotUse['what'], file: string) {
    super(file);
    this.what = what;
  }
}

async function opened(file: string, type: string): Promise<Blob> {
  try {
    return await openAsBlob(file, { type });
  } catch {
    throw new CannotUse('noFile', file);
  }
}

/** Reads, plans and, if asked to, applies a file. @returns the exit code */
export async function importFile(call: Call, order: ImportOrder, terminal: Terminal): Promise<number> {
  const type = types[path.extname(order.file).toLowerCase()] ?? 'text/csv';
  const file = await opened(order.file, type);
  const once = { idempotencyKey: order.key };
  const { id } = await call(startImport, { file, query: { filename: path.basename(order.file) } }, once);
  let planned = await follow(call, id, terminal);
  if (planned.state === 'mapping') {
    const body = { columns: columnsOf(planned, order), remember: false };
    await call(mapImport, { params: { id }, body }, once);
    const erased = planned.columns.filter(
      ({ header, status }) => status === 'unknown' && !order.mapping.has(header),
    );
    if (erased.length > 0)
      terminal.out(
        `${terminal.say('leftOut', { headers: erased.map(({ header }) => header).join(', ') })}\n`,
      );
    planned = await follow(call, id, terminal);
  }
  if (order.acceptsWarnings && planned.counts.warnings > 0) {
    for (const { problem } of planned.problems.filter(({ severity }) => severity === 'warning'))
      await call(
        fixImportRows,
        { params: { id }, body: { problem, fix: 'accept' } },
        { idempotencyKey: `${order.key}.${problem}` },
      );
    planned = await follow(call, id, terminal);
  }
  if (planned.state !== 'planned') return ended(call, order, terminal, planned);
  terminal.out(sayPlan(terminal.say, planned));
  return order.isApplied
    ? apply(call, order, terminal, planned)
    : finish(call, order, planned, async () => {
        await call(cancelImport, { params: { id } }, once);
      });
}

async function apply(
  call: Call,
  order: ImportOrder,
  terminal: Terminal,
  planned: ImportDetail,
): Promise<number> {
  const { id, planHash, counts } = planned;
  if (counts.create + counts.update === 0) return finish(call, order, planned);
  const body = { planHash: planHash ?? '' };
  await call(applyImport, { params: { id }, body }, { idempotencyKey: `${order.key}.${body.planHash}` });
  return ended(call, order, terminal, await follow(call, id, terminal));
}

/** What came of it, also where a call before this one did it. */
async function ended(
  call: Call,
  order: ImportOrder,
  { out, say }: Terminal,
  done: ImportDetail,
): Promise<number> {
  if (done.failure) out(`${done.failure.message}\n`);
  if (done.state === 'awaiting_approval') {
    out(`${say('approval')}\n`);
    return 3;
  }
  if (done.state === 'failed') return 1;
  out(`${say('done', { ...done.counts })}\n`);
  if (done.state === 'paused') out(`${say('stopped')}\n`);
  if (done.state === 'cancelled') out(`${say('cancelled')}\n`);
  const code = await finish(call, order, done);
  return done.state === 'done' ? code : 1;
}

async function finish(
  call: Call,
  { report }: ImportOrder,
  { id, counts }: ImportDetail,
  afterwards?: () => Promise<void>,
): Promise<number> {
  if (report !== undefined) {
    const format = path.extname(report).toLowerCase() === '.xlsx' ? 'xlsx' : 'csv';
    const told = await call(importReport, { params: { id }, query: { format } });
    await writeFile(report, Buffer.from(await told.arrayBuffer())).catch(() => {
      throw new CannotUse('noReport', report);
    });
  }
  await afterwards?.();
  return counts.blocked + counts.moved + counts.failed > 0 ? 2 : 0;
}

/** What the order says of them; whatever else is unknown is left out. */
function columnsOf({ columns }: ImportDetail, { mapping }: ImportOrder): ColumnTarget[] {
  return columns.flatMap(({ index, header, status }): ColumnTarget[] => {
    const target = mapping.get(header);
    if (target !== undefined) return [{ index, target }];
    return status === 'unknown' ? [{ index, target: null }] : [];
  });
}

/** Waits until it rests, and draws how far it is. */
async function follow(call: Call, id: string, terminal: Terminal): Promise<ImportDetail> {
  for (;;) {
    const found = await call(getImport, { params: { id } });
    if (terminal.isWatched && found.progress) terminal.err(`\r${progressLine(terminal.say, found.progress)}`);
    if (!['reading', 'planning', 'applying', 'undoing'].includes(found.state)) {
      if (terminal.isWatched) terminal.err('\r\u001B[K');
      return found;
    }
    await sleep(300);
  }
}

function sayPlan(say: Say, { counts, problems, columns, mails }: ImportDetail): string {
  const dropped = columns.filter(({ status }) => status === 'password').map(({ header }) => header);
  const late = mails?.postponed ?? 0;
  return [
    say('plan', { count: counts.total, ...counts }),
    ...(dropped.length > 0 ? [say('passwords', { headers: dropped.join(', ') })] : []),
    ...(late > 0 ? [say('postponed', { count: late, last: Date.parse(mails?.lastDay ?? '') })] : []),
    ...problems.slice(0, 20).map(({ count, field, message }) => `  ${count} × ${field}: ${message}`),
    '',
  ].join('\n');
}
