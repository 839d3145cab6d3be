import pg from 'pg';

/**
 * What must hold after any fault, asked of the database from outside the program. Each finds the rows that break its
 * sentence.
 */
const invariants = {
  'one account for each canonical email': `
    select organization_id, email_canonical from account group by 1, 2 having count(*) > 1`,
  'one account for each canonical username': `
    select organization_id, username_canonical from account group by 1, 2 having count(*) > 1`,
  // Of many at once there is one entry for the act, and a row of the import for each.
  'every account but the founder’s was registered once': `
    select id from account
      left join (select account_id, count(*) as rows from import_row where act = 'create' and outcome = 'done' group by 1)
        as imported on account_id = id
      where id not in (select founder_id from organization_settings)
      and 1 <> (select count(*) from activity where subject_id = account.id and action = 'account.registered')
        + coalesce(rows, 0)`,
  'nothing was registered that is not there': `
    select subject_id from activity where action = 'account.registered'
      and subject_id not in (select id from account)`,
  'every registered account was invited': `
    select id from account where id not in (select founder_id from organization_settings)
      and not exists (select from invitation where account_id = account.id)`,
  'no account has two open invitations': `
    select account_id from invitation where state not in ('accepted', 'revoked') group by 1 having count(*) > 1`,
  'who joined came in by one accepted invitation, one password and one entry': `
    select account.id, state from account where id not in (select founder_id from organization_settings)
      and array[(activated_at is not null)::int::bigint,
        (select count(*) from password where account_id = account.id),
        (select count(*) from invitation where account_id = account.id and invitation.state = 'accepted'),
        (select count(*) from activity where subject_id = account.id and action = 'account.joined')]
      not in (array[0, 0, 0, 0]::bigint[], array[1, 1, 1, 1]::bigint[])`,
  // The first link of a silent one never leaves. Any other's first entry names nobody: who invited stands beside it.
  'each new link is an entry of the timeline': `
    select id, generation from invitation cross join lateral (
      select count(*) as entries, (array_agg(actor_id is null order by at))[1] as left_at_once from invitation_happening
      where invitation_id = invitation.id and kind in ('queued', 'scheduled', 'handed_over', 'resent')) as told
    where state <> 'unsent' and generation <> entries + (left_at_once is not true)::int`,
  'each act is once in the timeline and once in the activity': `
    select id from invitation where exists (
      select from (values ('accepted', 'account.joined'), ('revoked', 'invitation.revoked'),
        ('resent', 'invitation.resent'), ('handed_over', 'invitation.handed_over'),
        ('bounced', 'invitation.bounced'), ('renewal_asked', 'invitation.renewal_asked'),
        ('reminded', 'invitation.reminded'), ('extended', 'invitation.extended')) as pair (kind, action)
      where (select count(*) from invitation_happening
          where invitation_id = invitation.id and kind = pair.kind and batch_id is null
            -- Who asked for a new link is told as that.
            and not (kind = 'resent' and actor_id is null))
        <> (select count(*) from activity
          where subject_id in (invitation.id, invitation.account_id) and action = pair.action))`,
  'each link by mail has its mail': `
    select id from invitation where (select count(*) from mail where about_id = invitation.id and kind = 'invitation')
      <> (select count(*) from invitation_happening where invitation_id = invitation.id
        and kind in ('queued', 'scheduled', 'resent'))`,
  'each mail that waits has a job that will send it': `
    select id, state from mail where state in ('queued', 'sending') and not exists (
      select from pgboss.job where data ->> 'id' in (mail.id::text, mail.batch_id::text)
        and job.state in ('created', 'retry', 'active'))`,
  'nothing waits of an account that is closed': `
    select account_id from identity join account on id = account_id
      where account.state = 'closed' and pending_state is not null`,
  'no job is about a mail that is not there': `
    select id from pgboss.job where name = 'deliver-mail' and data ->> 'id' not in (select id::text from mail)`,
} as const;

/** @returns the sentences that don't hold, with the rows that break them; `{}` when all is well. */
export async function brokenInvariants(superuser: pg.PoolConfig): Promise<Record<string, unknown[]>> {
  const client = new pg.Client(superuser);
  await client.connect();
  try {
    const broken: Record<string, unknown[]> = {};
    for (const [sentence, sql] of Object.entries(invariants)) {
      const { rows } = await client.query<Record<string, unknown>>(sql);
      if (rows.length > 0) broken[sentence] = rows;
    }
    return broken;
  } finally {
    await client.end();
  }
}
