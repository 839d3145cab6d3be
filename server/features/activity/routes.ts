import type { AnswerOf } from '../../../contract/define-route.ts';
import * as contract from '../../../contract/activity.ts';
import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Tx } from '../../platform/database.ts';
import type { CallApart } from '../../platform/http/call.ts';
import type { Door } from '../../platform/http/door.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { todayIn } from '../../platform/day.ts';
import { exportActivity } from './export-activity.ts';
import { findEntryWithValues } from './find-entry-with-values.ts';
import { listActivity } from './list-activity.ts';
import { recordActivity } from './record-activity.ts';

/** What this floor must know of who reads. */
interface Reader {
  readonly accountId: string;
  readonly organizationId: string;
  readonly timeZone: string;
  readonly permissions: ReadonlySet<string>;
  readonly origin: Origin;
}

export interface ActivityParts {
  /** Of a higher floor: how people are found by what is typed, or by their account. */
  findPeople(
    tx: Tx,
    query: { readonly query: string; readonly account?: string | undefined },
  ): Promise<Person[]>;
}

type Person = AnswerOf<typeof contract.listActivityPeople>['items'][number];

export function activityRoutes<Actor extends Reader>(door: Door<Actor>, { findPeople }: ActivityParts): void {
  door.handle(contract.listActivity, ({ tx, actor, query }) =>
    listActivity(tx, { ...query, timeZone: actor.timeZone }),
  );

  door.handle(contract.getActivityEntry, ({ tx, params }) => findEntryWithValues(tx, params.id));

  door.handle(contract.listActivityPeople, async ({ tx, query }) => ({ items: await findPeople(tx, query) }));

  door.handleApart(contract.exportActivity, (call) => startExport(call));
}

const mediaTypes = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl' } as const;

/** Noted before the first line leaves: an export that breaks off has been read in part. */
async function startExport<Actor extends Reader>({
  db,
  actor,
  query: { format, ...query },
  whoIsThere,
}: CallApart<typeof contract.exportActivity, Actor>) {
  const { organizationId, accountId, timeZone, origin } = actor;
  await withOrganization(db, organizationId, (tx) =>
    recordActivity(tx, origin, [
      {
        action: 'activity.exported',
        actorId: accountId,
        subject: { type: 'organization', id: organizationId },
      },
    ]),
  );
  const check = async () => {
    const reader = await whoIsThere();
    if (!reader?.permissions.has('activity:access')) throw new AppError('not_signed_in');
  };
  const filter = { ...query, timeZone };
  return {
    type: mediaTypes[format],
    filename: `activity-${todayIn(timeZone)}.${format}`,
    content: exportActivity(db, { organizationId, filter, format, check }),
  };
}
