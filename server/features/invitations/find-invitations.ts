import { sql } from 'kysely';
import type { z } from 'zod';
import type { InvitationState, StateFilter } from '../../../contract/invitation-filter.ts';
import type { invitationSchema, timelineKinds } from '../../../contract/invitations.ts';
import { beginsWith } from '../../platform/begins-with.ts';
import { countUpTo } from '../../platform/count-up-to.ts';
import type { Tx } from '../../platform/database.ts';
import { can } from '../permissions/can.ts';
import type { Actor } from '../sessions/actor.ts';

export type InvitationAnswer = z.input<typeof invitationSchema>;

const live = ['unsent', 'scheduled', 'queued', 'sent', 'handed_over', 'opened'] as const;
// Whose link went out: only these can have expired; a bounce stays a bounce, it needs another remedy.
const gone = ['queued', 'sent', 'handed_over', 'opened'] as const;

/** Which rows a filter of the list holds. `expired` is asked of the database's clock. */
function filtered(tx: Tx, state: StateFilter = 'all') {
  const invitations = tx.selectFrom('invitation').where('invitation.organizationId', '=', tx.organizationId);
  switch (state) {
    case 'all':
      return invitations;
    case 'pending':
      return invitations
        .where('invitation.state', 'in', live)
        .where(sql<boolean>`(invitation.expires_at is null or invitation.expires_at > now())`);
    case 'expired':
      return invitations
        .where('invitation.state', 'in', gone)
        .where(sql<boolean>`invitation.expires_at <= now()`);
    default:
      return invitations.where('invitation.state', '=', state);
  }
}

interface ListQuery {
  readonly state: readonly StateFilter[];
  readonly query?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/**
 * Those whose email or username begins with what was typed. A condition of its own for each row, so that PostgreSQL
 * may begin with the few accounts that fit or, when nearly all do, with the newest invitations.
 */
function matching(tx: Tx, { state, query }: Pick<ListQuery, 'state' | 'query'>) {
  const invitations = filtered(tx, state[0]);
  if (!query?.trim()) return invitations;
  return invitations.where(sql<boolean>`exists (select from account
    where account.organization_id = invitation.organization_id and account.id = invitation.account_id
      and ${beginsWith(['account.emailCanonical', 'account.usernameCanonical'], query)})`);
}

const inviterOf = sql<InvitationAnswer['invitedBy']>`case when inviter.id is not null then json_build_object(
  'id', inviter.id, 'name', inviter.name, 'username', inviter.username, 'email', inviter.email) end`;

function described(invitations: ReturnType<typeof filtered>) {
  return invitations
    .innerJoin('person', (join) =>
      join
        .onRef('person.organizationId', '=', 'invitation.organizationId')
        .onRef('person.id', '=', 'invitation.accountId'),
    )
    .leftJoin('person as inviter', (join) =>
      join
        .onRef('inviter.organizationId', '=', 'invitation.organizationId')
        .onRef('inviter.id', '=', 'invitation.invitedBy'),
    )
    .select(['invitation.id', 'invitation.channel', 'invitation.language', 'invitation.message'])
    .select([
      'invitation.createdAt',
      'invitation.changedAt',
      'sendAt',
      'sentAt',
      'expiresAt',
      'invitation.accountId',
    ])
    .select([
      'person.name',
      'person.username',
      'person.email',
      'person.state as accountState',
      'person.population',
      'person.identityState',
    ])
    .select(inviterOf.as('inviter'))
    .select(
      sql<InvitationState>`case when invitation.state in ('queued', 'sent', 'handed_over', 'opened')
        and invitation.expires_at <= now() then 'expired' else invitation.state end`.as('state'),
    );
}

export type DescribedInvitation = Awaited<ReturnType<ReturnType<typeof described>['execute']>>[number];

/** One invitation as the actor sees it, with what the actor may do with it now. */
export function describeInvitation(actor: Actor, row: DescribedInvitation): InvitationAnswer {
  const waits = row.accountState === 'invited' && row.state !== 'accepted';
  return {
    id: row.id,
    account: { id: row.accountId, name: row.name, username: row.username, email: row.email },
    invitedBy: row.inviter,
    population: row.population as InvitationAnswer['population'],
    state: row.state,
    channel: row.channel as InvitationAnswer['channel'],
    language: row.language,
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    sendAt: row.sendAt?.toISOString() ?? null,
    sentAt: row.sentAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    version: 1,
    abilities: {
      extend: false,
      remind: false,
      edit: false,
      correctAddress: false,
      resend: waits,
      revoke: waits && row.state !== 'revoked',
      handOverLink: waits && can(actor, 'user-registration:can_hand_over_link'),
    },
  };
}

/** Newest first; a page is one query, its total another that counts to 10,000 at most. */
export async function listInvitations(tx: Tx, actor: Actor, query: ListQuery) {
  let rows = described(matching(tx, query))
    .orderBy('invitation.id', 'desc')
    .limit(query.limit + 1);
  if (query.cursor) rows = rows.where('invitation.id', '<', query.cursor);
  const found = await rows.execute();
  const items = found.slice(0, query.limit).map((row) => describeInvitation(actor, row));
  return {
    items,
    nextCursor: found.length > query.limit ? (items.at(-1)?.id ?? null) : null,
    total: await countUpTo(tx, matching(tx, query).select('invitation.id')),
  };
}

/** @returns undefined when this organization has no such invitation */
export async function findInvitation(tx: Tx, id: string): Promise<DescribedInvitation | undefined> {
  return described(filtered(tx, 'all').where('invitation.id', '=', id)).executeTakeFirst();
}

/** Those that wait for an answer, and those that came back. */
export async function countWaiting(tx: Tx) {
  const count = (state: StateFilter) => countUpTo(tx, filtered(tx, state).select('invitation.id'));
  return { pending: await count('pending'), bounced: await count('bounced') };
}

export async function hasInvited(tx: Tx): Promise<boolean> {
  return (await filtered(tx, 'all').select('invitation.id').limit(1).executeTakeFirst()) !== undefined;
}

export async function countInvitations(tx: Tx) {
  const count = (state: StateFilter) => countUpTo(tx, filtered(tx, state).select('invitation.id'));
  return {
    all: await count('all'),
    pending: await count('pending'),
    unsent: await count('unsent'),
    scheduled: await count('scheduled'),
    queued: await count('queued'),
    sent: await count('sent'),
    handed_over: await count('handed_over'),
    opened: await count('opened'),
    bounced: await count('bounced'),
    expired: await count('expired'),
    accepted: await count('accepted'),
    revoked: await count('revoked'),
  };
}

export async function invitationTimeline(tx: Tx, invitationId: string) {
  const events = await tx
    .selectFrom('invitationEvent as event')
    .leftJoin('person', (join) =>
      join
        .onRef('person.organizationId', '=', 'event.organizationId')
        .onRef('person.id', '=', 'event.actorId'),
    )
    .select(['event.kind', 'event.at', 'event.response', 'person.name as by'])
    .where('event.organizationId', '=', tx.organizationId)
    .where('event.invitationId', '=', invitationId)
    .orderBy('event.at', 'desc')
    .orderBy('event.id', 'desc')
    .limit(200)
    .execute();
  return events.map((event) => ({
    ...event,
    kind: event.kind as (typeof timelineKinds)[number],
    at: event.at.toISOString(),
  }));
}
