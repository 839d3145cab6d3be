import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

export interface SendingSettings {
  /** IANA name, in which the days are counted. */
  readonly timeZone: string;
  /** `YYYY-MM-DD`, by the database's clock. */
  readonly today: string;
  /** When today is over. */
  readonly todayEndsAt: Date;
  /** Different people who may be mailed in a day. */
  readonly dailyRecipients: number;
  /** How many reminders are sent by themselves, at most. */
  readonly reminders: number;
  /** Days from a mail to the reminder after it. */
  readonly reminderDays: number;
}

// Ruling 26. New organizations are what sends spam (T21).
const onFirstDay = 2000;
const later = 100_000;

/** What decides when a mail may leave. */
export async function sendingSettings(tx: Tx): Promise<SendingSettings> {
  const { rows } = await sql<SendingSettings>`
    select time_zone, reminders, reminder_days, today, (today + 1)::timestamp at time zone time_zone as today_ends_at,
      coalesce(daily_recipients,
        case when created_at > now() - interval '24 hours' then ${onFirstDay}::int else ${later}::int end) as daily_recipients
    from organization_settings cross join lateral (select (now() at time zone time_zone)::date as today) as days
    where organization_id = ${tx.organizationId}`.execute(tx);
  const [settings] = rows;
  if (!settings) throw new Error('an organization without settings');
  return settings;
}
