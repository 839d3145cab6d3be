import * as planContract from '../../../contract/import-plan.ts';
import * as contract from '../../../contract/imports.ts';
import { xlsxType } from '../../../contract/import-states.ts';
import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Tx } from '../../platform/database.ts';
import { todayIn } from '../../platform/day.ts';
import type { Call, CallApart } from '../../platform/http/call.ts';
import { requestKeyOf } from '../../platform/http/idempotency.ts';
import type { Door } from '../../platform/http/door.ts';
import { organizationSettings } from '../organizations/organization-settings.ts';
import type { Actor } from '../sessions/actor.ts';
import { createTurnstile } from '../sessions/turnstile.ts';
import * as acts from './act-on-import.ts';
import { changeRow } from './change-row.ts';
import { describeColumns } from './describe-columns.ts';
import { reportAsCsv, reportAsXlsx, reportLayout, reportRows } from './export-report.ts';
import { findImports, needImport } from './find-imports.ts';
import { findRecognition } from './find-recognition.ts';
import { fixRows } from './fix-rows.ts';
import { followImport } from './follow-import.ts';
import { hiddenFrom, noteLook } from './hidden-cells.ts';
import { limits, undoDays } from './limits.ts';
import { describeRows, listRows } from './list-rows.ts';
import { mapColumns } from './map-columns.ts';
import type { PlanRowsParts } from './plan-rows.ts';
import { revealCell } from './reveal-cell.ts';
import { startImport } from './start-import.ts';
import { createReadingRoom } from './reading-room.ts';
import type { StartParts } from './start-import.ts';
import { templateAsCsv, templateAsXlsx } from './template.ts';
import { previewUndoing, undoImport } from './undo-import.ts';

export type ImportParts = Omit<StartParts, 'turns' | 'room' | 'check'> &
  PlanRowsParts & {
    readonly stopNotice: { readonly given: boolean };
  };

/** So many of the connections that the pool has may write what uploads bring. */
const readAtOnce = 2;

export function importRoutes(door: Door<Actor>, parts: ImportParts): void {
  const { db, jobs, texts } = parts;
  const turns = createTurnstile({
    places: readAtOnce,
    maxWaitMs: 60_000,
    refusal: () => new AppError('overloaded', { retryAfter: 5 }),
  });
  const room = createReadingRoom();
  const need = (tx: Tx, actor: Actor, id: string) => needImport(tx, parts, actor, id);

  door.handle(contract.describeImports, async ({ tx, actor }) => ({
    limits: {
      rows: limits.rows,
      bytes: limits.bytes,
      xlsxRows: limits.xlsxRows,
      xlsxBytes: limits.xlsxBytes,
      columns: limits.columns,
    },
    undoDays,
    columns: await columnsFor(tx, parts, actor),
  }));

  door.handleApart(contract.startImport, (call) => {
    const { actor, query, body, file, request, admitAgain } = call;
    const { filename } = query;
    const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    return startImport(
      { ...parts, turns, room, check: admitAgain },
      actor,
      file ? { kind: 'file', type, filename, content: file } : { kind: 'rows', rows: body.rows, filename },
      requestKeyOf(contract.startImport, call),
    );
  });

  door.handleApart(contract.importTemplate, async ({ actor, query }) => {
    const columns = await withOrganization(db, actor.organizationId, (tx) => columnsFor(tx, parts, actor));
    return query.format === 'xlsx'
      ? {
          type: xlsxType,
          filename: 'foyer-template.xlsx',
          content: templateAsXlsx(columns, texts(actor.language)),
        }
      : { type: csvType, filename: 'foyer-template.csv', content: templateAsCsv(columns) };
  });

  door.handle(contract.listImports, ({ tx, actor, query }) => findImports(tx, parts, actor, query));
  door.handle(contract.getImport, ({ tx, actor, params }) => need(tx, actor, params.id));

  door.handle(contract.mapImport, async ({ tx, actor, params: { id }, body }) => {
    await mapColumns(tx, parts, actor, { id, order: body });
    return need(tx, actor, id);
  });

  door.handle(planContract.listImportRows, ({ tx, actor, params: { id }, query }) =>
    listRows(tx, parts, actor, { id, ...query }),
  );

  const describeChange = async (
    { tx, actor, params: { id, line } }: Call<typeof planContract.changeImportRow, Actor>,
    others: readonly number[],
  ) => {
    const [row] = await describeRows(tx, parts, actor, { id, lines: [line] });
    if (!row) throw new AppError('not_found');
    return {
      row,
      others: await describeRows(tx, parts, actor, { id, lines: others }),
      import: await need(tx, actor, id),
    };
  };
  door.handle(
    planContract.changeImportRow,
    async (call) =>
      describeChange(
        call,
        await changeRow(call.tx, parts, call.actor, { ...call.params, changes: call.body }),
      ),
    {
      // What people brought stands in its rows only.
      strip: ({ others }) => ({ others: others.map(({ line }) => ({ line })) }),
      restore: (_tx, { others }, call) =>
        describeChange(
          call,
          others.map(({ line }) => line),
        ),
    },
  );

  door.handle(planContract.revealImportCell, ({ tx, actor, params: { id, line }, body }) =>
    revealCell(tx, parts, actor, { id, line, ...body }),
  );

  door.handle(planContract.fixImportRows, async ({ tx, actor, params: { id }, body }) => {
    const fix = await fixRows(tx, parts, actor, { id, order: body });
    return { ...fix, import: await need(tx, actor, id) };
  });

  door.handle(planContract.applyImport, async ({ tx, actor, params: { id }, body }) => {
    await acts.applyImport(tx, jobs, actor, { id, ...body });
    return need(tx, actor, id);
  });
  door.handle(planContract.approveImport, async ({ tx, actor, params: { id }, body }) => {
    await acts.approveImport(tx, jobs, actor, { id, ...body });
    return need(tx, actor, id);
  });
  door.handle(planContract.pauseImport, async ({ tx, actor, params: { id } }) => {
    await acts.pauseImport(tx, actor, id);
    return need(tx, actor, id);
  });
  door.handle(planContract.resumeImport, async ({ tx, actor, params: { id } }) => {
    await acts.resumeImport(tx, jobs, actor, id);
    return need(tx, actor, id);
  });
  door.handle(planContract.cancelImport, async ({ tx, actor, params: { id } }) => {
    await acts.cancelImport(tx, actor, id);
    return need(tx, actor, id);
  });
  door.handle(planContract.replanImport, async ({ tx, actor, params: { id } }) => {
    await acts.replanImport(tx, jobs, id);
    return need(tx, actor, id);
  });

  door.handle(planContract.previewUndo, ({ tx, params }) => previewUndoing(tx, params.id));
  door.handle(planContract.undoImport, async ({ tx, actor, params: { id }, body }) => {
    await undoImport(tx, jobs, actor, { id, expected: body.expected });
    return need(tx, actor, id);
  });

  door.handleApart(contract.followImport, (call) => follow(parts, call));
  door.handleApart(contract.importReport, (call) => report(parts, call));
}

const csvType = 'text/csv; charset=utf-8';

async function columnsFor(tx: Tx, { texts }: ImportParts, { language }: Actor) {
  const { targets } = await findRecognition(tx, texts);
  const settings = await organizationSettings(tx);
  return describeColumns(targets, { t: texts(language), language, fallback: settings.language });
}

/** Whoever reads is looked at again and again, while the stream lasts. */
async function follow(
  { db, stopNotice }: ImportParts,
  { actor, params: { id }, admitAgain }: CallApart<typeof contract.followImport, Actor>,
) {
  const { organizationId } = actor;
  await withOrganization(db, organizationId, (tx) => reportableImport(tx, id));
  return {
    type: 'text/event-stream',
    content: followImport(db, { organizationId, id, check: admitAgain, isStopping: () => stopNotice.given }),
  };
}

/** @throws {AppError} not_found */
async function reportableImport(tx: Tx, id: string): Promise<void> {
  const row = await tx
    .selectFrom('import')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
}

async function report(
  { db, seal, texts }: ImportParts,
  { actor, params: { id }, query, admitAgain }: CallApart<typeof contract.importReport, Actor>,
) {
  const { organizationId, language, timeZone } = actor;
  const layout = await withOrganization(db, organizationId, async (tx) => {
    const found = await reportLayout(tx, id, query.format);
    const isHidden = await hiddenFrom(tx, texts, actor, found);
    await noteLook(tx, actor, { id, targets: found.targets.filter(isHidden) });
    return found;
  });
  const reading = { db, seal, t: texts(language), check: admitAgain };
  const rows = reportRows(reading, layout, { organizationId, id, outcome: query.outcome });
  const filename = `import-${todayIn(timeZone)}.${query.format}`;
  return query.format === 'xlsx'
    ? { type: xlsxType, filename, content: reportAsXlsx(rows) }
    : { type: csvType, filename, content: reportAsCsv(rows) };
}
