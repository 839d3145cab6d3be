import { sql } from 'kysely';
import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { sendingSettings } from '../organizations/sending-settings.ts';
import { accountStillInvited } from './send-again.ts';

export interface Extension {
  /** The last day, in the person's time zone. */
  readonly until?: string | undefined;
  /** From the link's end or, where it has ended, from now. */
  readonly days?: number | undefined;
}

// P8: a link lives thirty days at most.
const longest = 30;

/** @throws {AppError} not_acceptable when it says both or neither, or a day too near or too far */
export async function checkExtension(tx: Tx, { until, days }: Extension): Promise<void> {
  if ((until === undefined) === (days === undefined)) throw refuseField('until', 'batch.until_or_days');
  if (until === undefined) return;
  const { today } = await sendingSettings(tx);
  if (until < today) throw refuseField('until', 'extend.past');
  const last = Temporal.PlainDate.from(today).add({ days: longest }).toString();
  if (until > last)
    throw new AppError('not_acceptable', {
      fields: { until: [{ code: 'extend.too_far', values: { days: longest } }] },
    });
}

/**
 * Lets the same links work longer, or again; thirty days from now at most. Where reminders are left they begin anew.
 * @returns the ids of those that were extended
 */
export async function extend(tx: Tx, ids: readonly string[], { until, days }: Extension): Promise<string[]> {
  const { timeZone, reminders, reminderDays } = await sendingSettings(tx);
  const end = until
    ? sql`(${until}::date + 1)::timestamp at time zone coalesce(
        (select time_zone from person where person.organization_id = invitation.organization_id
          and person.id = invitation.account_id), ${timeZone})`
    : sql`greatest(expires_at, now()) + make_interval(days => ${days ?? 0})`;
  const { rows } = await sql<{ id: string }>`
    update invitation set changed_at = now(), version = version + 1,
      expires_at = least(${end}, now() + make_interval(days => ${longest})),
      next_reminder_at = case when channel = 'email' and reminders < ${reminders}
        then greatest(next_reminder_at, now() + make_interval(days => ${reminderDays})) end
    where organization_id = ${tx.organizationId} and id = any(${ids}::uuid[])
      and state in ('sent', 'handed_over', 'opened') and ${accountStillInvited}
    returning id`.execute(tx);
  return rows.map(({ id }) => id);
}
