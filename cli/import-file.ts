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

export interface ImportOrder {
  readonly file: string;
  /** Else it is planned, told, and dropped. */
  readonly isApplied: boolean;
  readonly acceptsWarnings: boolean;
  /** By header. */
  readonly mapping: ReadonlyMap<string, string>;
  readonly report: string | undefined;
}

interface ColumnTarget {
  readonly index: number;
  readonly target: string | null;
}

type Call = ReturnType<typeof createClient>;

export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Progress is drawn where somebody looks. */
  readonly isWatched: boolean;
}

const types: Readonly<Record<string, string>> = { '.xlsx': xlsxType, '.tsv': 'text/tab-separated-values' };

/** Reads, plans and, if asked to, applies a file. @returns the exit code */
export async function importFile(call: Call, order: ImportOrder, terminal: Terminal): Promise<number> {
  const type = types[path.extname(order.file).toLowerCase()] ?? 'text/csv';
  const file = await openAsBlob(order.file, { type });
  const { id } = await call(startImport, { file, query: { filename: path.basename(order.file) } });
  let planned = await follow(call, id, terminal);
  if (planned.state === 'mapping') {
    await call(mapImport, { params: { id }, body: { columns: columnsOf(planned, order), remember: false } });
    planned = await follow(call, id, terminal);
  }
  if (order.acceptsWarnings && planned.counts.warnings > 0) {
    for (const { problem } of planned.problems.filter(({ severity }) => severity === 'warning'))
      await call(fixImportRows, { params: { id }, body: { problem, fix: 'accept' } });
    planned = await follow(call, id, terminal);
  }
  terminal.out(sayPlan(planned));
  if (planned.state === 'failed') return 1;
  return order.isApplied
    ? apply(call, order, terminal, planned)
    : finish(call, order, planned, async () => {
        await call(cancelImport, { params: { id } });
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
  await call(applyImport, { params: { id }, body: { planHash: planHash ?? '' } });
  const done = await follow(call, id, terminal);
  if (done.state === 'awaiting_approval') {
    terminal.out('Waits for a second person to approve it.\n');
    return 3;
  }
  terminal.out(`Done ${done.counts.done}, moved ${done.counts.moved}, failed ${done.counts.failed}.\n`);
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
    await writeFile(report, Buffer.from(await told.arrayBuffer()));
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
    if (terminal.isWatched && found.progress) terminal.err(`\r${progressLine(found.progress)}`);
    if (!['reading', 'planning', 'applying', 'undoing'].includes(found.state)) {
      if (terminal.isWatched) terminal.err('\r\u001B[K');
      return found;
    }
    await sleep(300);
  }
}

function sayPlan({ counts, problems, columns, mails, failure }: ImportDetail): string {
  if (failure) return `${failure.message}\n`;
  const dropped = columns.filter(({ status }) => status === 'password').map(({ header }) => header);
  return [
    `${counts.total} rows: create ${counts.create}, update ${counts.update}, unchanged ${counts.unchanged}, ` +
      `already members ${counts.member}, cannot be used ${counts.blocked}, left out ${counts.left_out}.`,
    ...(dropped.length > 0 ? [`Passwords are never read: ${dropped.join(', ')}.`] : []),
    ...(mails && mails.postponed > 0
      ? [`${mails.postponed} mails leave on other days, the last on ${mails.lastDay ?? ''}.`]
      : []),
    ...problems.slice(0, 20).map(({ count, field, message }) => `  ${count} × ${field}: ${message}`),
    '',
  ].join('\n');
}
