import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { SendingSettings } from '../organizations/sending-settings.ts';

export interface Recipient {
  readonly accountId: string;
  /** Null: now. */
  readonly sendAt: Date | null;
}

interface Reservation {
  /** Whose act it is; null where nobody of the house asked. */
  readonly askedBy: string | null;
  /** How many days a mail may wait for one with room. */
  readonly daysAhead: number;
}

// A mail that waited for a day with room arrives in the morning, not at midnight.
const morning = Temporal.PlainTime.from('08:00');

/**
 * Finds each person a day on which they may be mailed: the one that was asked for or, where its mails are used up, the
 * next one with room (docs/decisions/046-limits-on-sending.md). People are counted, not mails (P9); two callers at once
 * count one after the other (T37).
 * @returns when each mail leaves, null for now; who is missing found no room
 */
export async function reserveRecipients(
  tx: Tx,
  recipients: readonly Recipient[],
  settings: SendingSettings,
  rules: Reservation,
): Promise<Map<string, Date | null>> {
  const { timeZone, today } = settings;
  const byDay = Map.groupBy(recipients, ({ sendAt }) => (sendAt ? dayOf(sendAt, timeZone) : today));
  const reserved = new Map<string, Date | null>();
  for (const [day, wanted] of byDay) {
    for (const [id, sendAt] of await reserveFrom(tx, { day, wanted }, settings, rules))
      reserved.set(id, sendAt);
  }
  return reserved;
}

/** Day after day, never person after person. */
async function reserveFrom(
  tx: Tx,
  { day: first, wanted }: { readonly day: string; readonly wanted: readonly Recipient[] },
  { timeZone, dailyRecipients: most }: SendingSettings,
  { askedBy, daysAhead }: Reservation,
): Promise<[string, Date | null][]> {
  const reserved: [string, Date | null][] = [];
  let waiting = wanted;
  for (let ahead = 0; waiting.length > 0 && ahead <= daysAhead; ahead += 1) {
    const day = Temporal.PlainDate.from(first).add({ days: ahead });
    const ids = waiting.map(({ accountId }) => accountId);
    const taken = await takeRoom(tx, { day: day.toString(), ids, most, askedBy });
    const leavesAt = new Date(day.toZonedDateTime({ timeZone, plainTime: morning }).epochMilliseconds);
    const placed = waiting.filter(({ accountId }) => taken.has(accountId));
    reserved.push(
      ...placed.map(({ accountId, sendAt }): [string, Date | null] => [
        accountId,
        ahead === 0 ? sendAt : leavesAt,
      ]),
    );
    waiting = waiting.filter(({ accountId }) => !taken.has(accountId));
  }
  return reserved;
}

async function takeRoom(
  tx: Tx,
  asked: {
    readonly day: string;
    readonly ids: readonly string[];
    readonly most: number;
    readonly askedBy: string | null;
  },
): Promise<ReadonlySet<string>> {
  const { day, ids, most, askedBy } = asked;
  const { rows } = await sql<{ id: string }>`
    select take_room(${day}::date, ${ids}::uuid[], ${most}::int, ${askedBy}::uuid) as id`.execute(tx);
  return new Set(rows.map((row) => row.id));
}

function dayOf(moment: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** Addresses were corrected: who is mailed now is somebody else, and counts again. */
export async function forgetRecipients(tx: Tx, accountIds: readonly string[], today: string): Promise<void> {
  await tx
    .deleteFrom('mailRecipient')
    .where('organizationId', '=', tx.organizationId)
    .where('day', '>=', today)
    .where(sql<boolean>`account_id = any(${accountIds}::uuid[])`)
    .execute();
}
