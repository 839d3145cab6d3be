import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** How many mails of many leave in a minute; null: as many as the mail server takes. */
export async function sendingPace(tx: Tx): Promise<number | null> {
  const { mailsPerMinute } = await tx
    .selectFrom('organizationSettings')
    .select('mailsPerMinute')
    .where('organizationId', '=', tx.organizationId)
    .executeTakeFirstOrThrow();
  return mailsPerMinute;
}

/** Takes the next so many seconds of the organization's sending. @returns when they begin, by the database's clock */
export async function takeTime(tx: Tx, seconds: number): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    insert into mail_pace as pace (organization_id, free_at)
    values (${tx.organizationId}, now() + make_interval(secs => ${seconds}))
    on conflict (organization_id) do update
      set free_at = greatest(pace.free_at, now()) + make_interval(secs => ${seconds})
    returning free_at - make_interval(secs => ${seconds}) as at`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('a pace that was not written');
  return row.at;
}
