import { sql } from 'kysely';
import { activityAreas } from '../../../contract/activity-actions.ts';
import type { ActivityAction, ActivityArea } from '../../../contract/activity-actions.ts';
import { endOfDay, startOfDay } from '../../platform/day.ts';
import type { Tx } from '../../platform/database.ts';

export interface ActivityFilter {
  readonly actor?: string | undefined;
  /** The account that it is about. */
  readonly subject?: string | undefined;
  readonly action?: ActivityArea | ActivityAction | undefined;
  /** Days of the organization, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly timeZone: string;
}

/** The entries that fit, by conditions that the indexes of migration 0013 answer in the order of time. */
export function filterActivity(tx: Tx, { actor, subject, action, from, to, timeZone }: ActivityFilter) {
  let entries = tx.selectFrom('activity').where('organizationId', '=', tx.organizationId);
  if (actor) entries = entries.where('actorId', '=', actor);
  if (subject) entries = entries.where('personId', '=', subject);
  if (action) entries = entries.where(isArea(action) ? 'area' : 'action', '=', action);
  if (from) entries = entries.where('at', '>=', startOfDay(from, timeZone));
  if (to) entries = entries.where('at', '<', endOfDay(to, timeZone));
  return entries;
}

/** After this entry, in the order of the list; an entry that is unknown here has nothing after it. */
export function olderThan(tx: Tx, id: string) {
  return sql<boolean>`(at, position) < (
    select at, position from activity where organization_id = ${tx.organizationId} and id = ${id})`;
}

function isArea(action: string): boolean {
  return (activityAreas as readonly string[]).includes(action);
}
