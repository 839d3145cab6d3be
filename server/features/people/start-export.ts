import type { exportAccounts as contract } from '../../../contract/people-export.ts';
import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import { todayIn } from '../../platform/day.ts';
import type { CallApart } from '../../platform/http/call.ts';
import type { Texts } from '../../platform/texts.ts';
import { mostSheetRows, tooManyRows, writeWorkbook } from '../../platform/workbook/write-workbook.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { findForm } from '../identities/find-form.ts';
import { targetsOf } from '../imports/targets.ts';
import { can } from '../permissions/can.ts';
import type { Actor } from '../sessions/actor.ts';
import type { Wanted } from '../search/find-people.ts';
import { countForWorkbook } from './count-for-workbook.ts';
import { exportPeople, peopleAsCsv } from './export-people.ts';
import type { PeopleOrder } from './export-people.ts';
import { xlsxType } from '../../../contract/import-states.ts';

/** Noted before the first line leaves: an export that breaks off has been read in part. @throws {AppError} too_many_rows */
export async function startExport(texts: Texts, call: CallApart<typeof contract, Actor>) {
  const { db, actor, whoIsThere } = call;
  const { format, sort, state, identity, ids, ...wanted } = call.query;
  const { organizationId, accountId, origin } = actor;
  const filter: Wanted = { ...wanted, states: state && [state], identityStates: identity && [identity] };
  const form = await withOrganization(db, organizationId, async (tx) => {
    if (format === 'xlsx' && !ids && typeof (await countForWorkbook(tx, filter)) !== 'number')
      throw tooManyRows();
    const subject = { type: 'organization', id: organizationId } as const;
    await recordActivity(tx, origin, [{ action: 'account.exported', actorId: accountId, subject }]);
    return findForm(tx, texts);
  });
  const check = async () => {
    const reader = await whoIsThere();
    if (!reader?.permissions.has('user-management:can_export')) throw new AppError('not_signed_in');
  };
  const rows = exportPeople(db, {
    organizationId,
    wanted: filter,
    chosen: ids,
    sort,
    reader: readerOf(actor),
    targets: [...targetsOf(form).values()],
    check,
  });
  const filename = `people-${todayIn(actor.timeZone)}.${format}`;
  if (format === 'csv') return { type: 'text/csv; charset=utf-8', filename, content: peopleAsCsv(rows) };
  return { type: xlsxType, filename, content: await workbookOf(rows) };
}

/** Who registers or validates identities reads what colleagues do not. */
function readerOf(actor: Actor): PeopleOrder['reader'] {
  const reviews =
    can(actor, 'user-management:can_register_identity') ||
    can(actor, 'user-management:can_validate_identity');
  return reviews ? 'reviewer' : 'colleague';
}

/** Held in memory as a whole; there may be more of them by now than were counted. */
async function workbookOf(rows: ReturnType<typeof exportPeople>) {
  const all: (string | number | null)[][] = [];
  for await (const some of rows) {
    all.push(...some);
    if (all.length > mostSheetRows) throw tooManyRows();
  }
  const workbook = await writeWorkbook([{ name: 'Foyer', rows: all }]);
  return (async function* () {
    yield workbook;
  })();
}
