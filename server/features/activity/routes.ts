import * as contract from '../../../contract/activity.ts';
import type { Door } from '../../platform/http/door.ts';
import { findEntryWithValues } from './find-entry-with-values.ts';
import { listActivity } from './list-activity.ts';

export function activityRoutes<Actor extends { readonly timeZone: string }>(door: Door<Actor>): void {
  door.handle(contract.listActivity, ({ tx, actor, query }) =>
    listActivity(tx, { ...query, timeZone: actor.timeZone }),
  );

  door.handle(contract.getActivityEntry, ({ tx, params }) => findEntryWithValues(tx, params.id));
}
