import { sql } from 'kysely';
import type { Channel } from '../../../contract/invitation-filter.ts';
import type { Tx } from '../../platform/database.ts';
import type { DescribedInvitation } from './find-invitations.ts';
import type { LinkedInvitation } from './invitation-link.ts';

interface Timing {
  readonly channel: Channel;
  readonly validDays: number;
  readonly sendAt: Date | null;
}

type InvitationRow = LinkedInvitation &
  Timing &
  Pick<DescribedInvitation, 'state' | 'language' | 'message'> & {
    readonly accountId: string;
    readonly invitedBy: string;
  };

type Moments = Pick<DescribedInvitation, 'createdAt' | 'changedAt' | 'sentAt' | 'expiresAt' | 'version'>;

/** What its moments follow from: of many invitations most have the same. */
export const timingOf = ({ channel, validDays, sendAt }: Timing) =>
  `${channel} ${validDays} ${sendAt?.getTime() ?? ''}`;

/**
 * The link stops working days after it goes out; a silent invitation has none yet. Columns travel as arrays and not as
 * JSON, and each moment comes back once: of a thousand rows that is a tenth of the time.
 * @returns by `timingOf`
 */
export async function insertInvitations(
  tx: Tx,
  rows: readonly InvitationRow[],
): Promise<ReadonlyMap<string, Moments>> {
  const { rows: stored } = await sql<Timing & Moments>`
    with written as (
      insert into invitation (organization_id, id, account_id, invited_by, state, channel, language, message, nonce, key_id,
        generation, valid_days, send_at, sent_at, expires_at, population, email_canonical, username_canonical,
        name_canonical)
      select ${tx.organizationId}, new.id, new.account_id, invited_by, new.state, channel, new.language, message,
        decode(nonce, 'hex'), key_id, generation, valid_days, send_at, case when channel = 'link' then now() end,
        case when channel <> 'none' then coalesce(send_at, now()) + make_interval(days => valid_days) end,
        account.population, account.email_canonical, account.username_canonical, lower(identity.display_name)
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ accountId }) => accountId)}::uuid[],
        ${rows.map(({ invitedBy }) => invitedBy)}::uuid[], ${rows.map(({ state }) => state)}::text[],
        ${rows.map(({ channel }) => channel)}::text[], ${rows.map(({ language }) => language)}::text[],
        ${rows.map(({ message }) => message)}::text[], ${rows.map(({ nonce }) => nonce.toString('hex'))}::text[],
        ${rows.map(({ keyId }) => keyId)}::text[], ${rows.map(({ generation }) => generation)}::int[], ${rows.map(({ validDays }) => validDays)}::int[],
        ${rows.map(({ sendAt }) => sendAt)}::timestamptz[])
        as new (id, account_id, invited_by, state, channel, language, message, nonce, key_id, generation, valid_days, send_at)
      join account on account.organization_id = ${tx.organizationId} and account.id = new.account_id
      left join identity on identity.organization_id = ${tx.organizationId} and identity.account_id = new.account_id
      returning channel, valid_days, send_at, created_at, changed_at, sent_at, expires_at, version)
    select distinct channel, valid_days, send_at, created_at, changed_at, sent_at, expires_at, version from written`.execute(
    tx,
  );
  return new Map(
    stored.map(({ channel, validDays, sendAt, ...moments }) => [
      timingOf({ channel, validDays, sendAt }),
      moments,
    ]),
  );
}
