import pg from 'pg';
import { askAs } from './ask-as.ts';

/**
 * What a planned import comes to, as one set-based statement that somebody wrote by hand for nothing but that: the same
 * tables with the same indexes, keys and triggers, as the runtime role under row-level security, in one transaction with
 * its commit. No rule is asked, no right, no limit, and nothing is planned again.
 * @returns milliseconds
 */
export async function applyByHand(data: string, importId: string): Promise<number> {
  return askAs('superuser', data, async (superuser) => {
    const { rows } = await superuser.query<{ organization: string; founder: string }>(
      'select organization_id as organization, founder_id as founder from organization_settings',
    );
    const { organization = '', founder = '' } = rows[0] ?? {};
    // Where autovacuum looked before the plan was written, the planner would take its rows for a few: minutes, by nested loops.
    await superuser.query('analyze import_row');
    return askAs('runtime', data, async (client) => {
      await client.query(`begin; set local foyer.organization_id = ${pg.escapeLiteral(organization)}`);
      await client.query(
        'insert into mail_day (organization_id, day) values ($1, current_date) on conflict do nothing',
        [organization],
      );
      const begin = performance.now();
      await client.query(statement, [organization, importId, founder]);
      await client.query('commit');
      return performance.now() - begin;
    });
  });
}

const statement = `
  with people as materialized (
    select line, cells[1] as email, email_canonical, cells[2] as username, username_canonical, uuidv7() as account_id,
      uuidv7() as invitation_id, uuidv7() as mail_id, (row_number() over (order by line) - 1) / 200 as batch
    from import_row where organization_id = $1 and import_id = $2 and outcome = 'create' order by line
  ), batches as materialized (
    select batch, uuidv7() as batch_id from people group by batch
  ), accounts as (
    insert into account (organization_id, id, email, email_canonical, username, username_canonical, language)
    select $1, account_id, email, email_canonical, username, username_canonical, 'en' from people
  ), invitations as (
    insert into invitation (organization_id, id, account_id, invited_by, state, channel, language, nonce, key_id,
      valid_days, expires_at, population, email_canonical, username_canonical)
    select $1, invitation_id, account_id, $3, 'queued', 'email', 'en', sha256(line::text::bytea), 'by hand', 7,
      now() + interval '7 days', 'internal', email_canonical, username_canonical from people
  ), events as (
    insert into invitation_event (organization_id, id, invitation_id, kind, follow_up, actor_id, batch_id)
    select $1, uuidv7(), invitation_id, 'invited', 'queued', $3, $2 from people
  ), mails as (
    insert into mail (organization_id, id, account_id, kind, language, about_id, state, batch_id)
    select $1, mail_id, account_id, 'invitation', 'en', invitation_id, 'queued', batch_id from people join batches using (batch)
  ), recipients as (
    insert into mail_recipient (organization_id, day, account_id, asked_by)
    select $1, current_date, account_id, $3 from people
  ), counted as (
    update mail_day set recipients = recipients + (select count(*) from people)
    where organization_id = $1 and day = current_date
  ), jobs as (
    insert into pgboss.job (name, data, start_after)
    select 'deliver-mails', jsonb_build_object('organizationId', $1::uuid, 'id', batch_id), now() + interval '1 day'
    from batches
  )
  update import_row as r set act = r.outcome, outcome = 'done', account_id = people.account_id, at = now() from people
  where r.organization_id = $1 and r.import_id = $2 and r.line = people.line`;
