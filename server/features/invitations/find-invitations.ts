import { sql } from 'kysely';
import type { ExpressionBuilder } from 'kysely';
import type { z } from 'zod';
import type { ListFilter } from '../../../contract/invitation-filter.ts';
import type { invitationSchema, timelineKinds } from '../../../contract/invitations.ts';
import type { DB } from '../../platform/database-schema.ts';
import type { Tx } from '../../platform/database.ts';
import { planByValues } from '../../platform/plan-by-values.ts';
import { can } from '../permissions/can.ts';
import { isBeyond } from '../permissions/find-beyond.ts';
import type { Actor } from '../sessions/actor.ts';
import { stateNow } from './filter-invitations.ts';
import { pageOfInvitations } from './page-of-invitations.ts';
import type { PageQuery } from './page-of-invitations.ts';
import { refusalOf } from './policy.ts';
import type { Act } from './policy.ts';

export type InvitationAnswer = z.input<typeof invitationSchema>;

const inviterOf = sql<InvitationAnswer['invitedBy']>`case when inviter.id is not null then json_build_object(
  'id', inviter.id, 'name', inviter.name, 'username', inviter.username, 'email', inviter.email) end`;

/**
 * Looked up by their key for each row of a page: the offset keeps it apart. While a table grows by thousands a second,
 * and after a restore, its statistics call it empty, and the planner would read two of them whole to join them, or each
 * for every row of the other.
 */
const personBehind = (
  from: ExpressionBuilder<DB, 'invitation'>,
  column: 'invitation.accountId' | 'invitation.invitedBy',
) =>
  from
    .selectFrom('person')
    .selectAll('person')
    .whereRef('person.organizationId', '=', 'invitation.organizationId')
    .whereRef('person.id', '=', column)
    .offset(0);

function described(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('invitation')
    .innerJoinLateral(
      (from) => personBehind(from, 'invitation.accountId').as('person'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (from) => personBehind(from, 'invitation.invitedBy').as('inviter'),
      (join) => join.onTrue(),
    )
    .select(['invitation.id', 'invitation.channel', 'invitation.language', 'invitation.message'])
    .select(['invitation.version', 'reminders', 'nextReminderAt', 'person.timeZone'])
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
    .select(stateNow.as('state'))
    .select(isBeyond(tx, actor, sql.ref('person.id')).as('isBeyond'))
    .where('invitation.organizationId', '=', tx.organizationId);
}

export type DescribedInvitation = Awaited<ReturnType<ReturnType<typeof described>['execute']>>[number];

/** One invitation as the actor sees it, with what the actor may do with it now. */
export function describeInvitation(
  actor: Actor,
  row: Omit<DescribedInvitation, 'reminders' | 'nextReminderAt' | 'timeZone'>,
): InvitationAnswer {
  const may = (act: Act) => refusalOf(act, row) === undefined;
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
    version: row.version,
    abilities: {
      resend: may('resend'),
      revoke: may('revoke'),
      extend: may('extend'),
      remind: may('remind'),
      edit: may('edit'),
      // A link goes no further than its grants.
      correctAddress: may('resend') && !row.isBeyond,
      handOverLink: may('hand_over') && can(actor, 'user-registration:can_hand_over_link') && !row.isBeyond,
    },
  };
}

type ListQuery = ListFilter & Omit<PageQuery, 'filter'>;

/** One page: which rows, what they say, and how many the filter holds, counted to 10,000 at most. */
export async function listInvitations(tx: Tx, actor: Actor, query: ListQuery) {
  const { sort, cursor, limit, ...asked } = query;
  const filter = { ...asked, timeZone: actor.timeZone };
  await planByValues(tx);
  const page = await pageOfInvitations(tx, { filter, sort, cursor, limit: limit + 1 });
  const ids = page.ids.slice(0, limit);
  const rows = ids.length === 0 ? [] : await described(tx, actor).where('invitation.id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    items: ids.flatMap((id) => {
      const row = byId.get(id);
      return row ? [describeInvitation(actor, row)] : [];
    }),
    nextCursor: page.ids.length > limit ? (ids.at(-1) ?? null) : null,
    total: page.total,
  };
}

/** @returns undefined when this organization has no such invitation */
export async function findInvitation(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<DescribedInvitation | undefined> {
  return described(tx, actor).where('invitation.id', '=', id).executeTakeFirst();
}

export async function invitationTimeline(tx: Tx, invitationId: string) {
  const events = await tx
    .selectFrom('invitationHappening as event')
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
