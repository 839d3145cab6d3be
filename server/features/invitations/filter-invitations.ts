import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { InvitationState, ListFilter, StateFilter } from '../../../contract/invitation-filter.ts';
import { invitationStates } from '../../../contract/invitation-filter.ts';
import { beginsWith } from '../../platform/begins-with.ts';
import type { Tx } from '../../platform/database.ts';

/** A link of these went out: only they can have expired. A bounce stays a bounce, it needs another remedy. */
export const outThere = ['queued', 'sent', 'handed_over', 'opened'] as const;

/** Of one row: `expired` is asked of the database's clock, never stored (ruling 18). */
export const stateNow = sql<InvitationState>`case when invitation.state = any(${outThere})
  and invitation.expires_at <= now() then 'expired' else invitation.state end`;

const pending: readonly InvitationState[] = ['unsent', 'scheduled', ...outThere];

export type Filter = ListFilter & {
  /** The organization's, in which the days of the filter are meant. */
  readonly timeZone: string;
};

/** The states that a filter names, each once. */
export function statesOf(filter: readonly StateFilter[]): InvitationState[] {
  const named = filter.flatMap((state): readonly InvitationState[] => {
    if (state === 'all') return invitationStates;
    return state === 'pending' ? pending : [state];
  });
  return invitationStates.filter((state) => named.includes(state));
}

/**
 * The conditions whose rows together are what the filter holds, none of them in two: each is one range of an index,
 * where all in one with `or` would be none. `expired` is asked of the database's clock (ruling 18).
 */
export function branchesOf(tx: Tx, filter: Filter): RawBuilder<boolean>[] {
  const states = statesOf(filter.state);
  const rest = restOf(tx, filter);
  if (!asksForState(filter)) return [rest];
  const live = outThere.filter((state) => states.includes(state));
  const settled = states.filter((state) => !isOut(state) && state !== 'expired');
  return [
    ...(settled.length > 0 ? [sql<boolean>`${rest} and ${isOneOf(settled)}`] : []),
    ...(live.length > 0 ? [sql<boolean>`${rest} and ${isOneOf(live)} and expires_at > now()`] : []),
    ...(states.includes('expired')
      ? [sql<boolean>`${rest} and ${isOneOf(outThere)} and expires_at <= now()`]
      : []),
  ];
}

/** The same with one stored state to a branch: so one index holds each in the order of the links' ends. */
export function branchesByState(tx: Tx, filter: Filter): RawBuilder<boolean>[] {
  const rest = restOf(tx, filter);
  const states = statesOf(filter.state);
  const asked = (state: InvitationState) => states.includes(state);
  const stored = invitationStates.filter((state) => state !== 'expired');
  return stored.flatMap((state) => {
    const isState = sql<boolean>`${rest} and ${isOneOf([state])}`;
    if (!isOut(state) || (asked(state) && asked('expired'))) return asked(state) ? [isState] : [];
    if (asked(state)) return [sql<boolean>`${isState} and expires_at > now()`];
    return asked('expired') ? [sql<boolean>`${isState} and expires_at <= now()`] : [];
  });
}

/**
 * Where a text is looked for: the same with one column to a branch, each a range of an index that holds the id and what
 * else is asked. A row may fit several of them.
 */
export function branchesByColumn(tx: Tx, { query, ...others }: Filter): RawBuilder<boolean>[] {
  const rest = branchesOf(tx, others);
  return searched.flatMap((column) =>
    rest.map((branch) => sql<boolean>`${beginsWith([column], query ?? '')} and ${branch}`),
  );
}

export const asksForText = ({ query }: Filter): boolean => Boolean(query?.trim());

export const asksForState = ({ state }: Filter): boolean => statesOf(state).length < invitationStates.length;

const isOut = (state: InvitationState) => outThere.some((out) => out === state);

/** An index keeps its order behind a column that is equal, not behind one that is any of a list. */
function isOneOf(states: readonly InvitationState[]): RawBuilder<boolean> {
  const [first, ...others] = states;
  return others.length === 0
    ? sql<boolean>`invitation.state = ${first}`
    : sql<boolean>`invitation.state = any(${states})`;
}

function restOf(tx: Tx, filter: Filter): RawBuilder<boolean> {
  const { query, invitedBy, population, language, channel } = filter;
  const conditions = [
    sql`invitation.organization_id = ${tx.organizationId}`,
    ...(query?.trim() ? [beginsWith(searched, query)] : []),
    ...(invitedBy ? [sql`invitation.invited_by = ${invitedBy}`] : []),
    ...(population ? [sql`invitation.population = ${population}`] : []),
    ...(language ? [sql`invitation.language = ${language}`] : []),
    ...(channel ? [sql`invitation.channel = ${channel}`] : []),
    ...daysOf(filter),
    ...leftOf(tx, filter),
  ];
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** An act on many keeps what became of each. */
function leftOf(tx: Tx, { leftBy, leftFor }: Filter): RawBuilder<unknown>[] {
  if (leftBy === undefined) return leftFor === undefined ? [] : [sql`false`];
  const reason = leftFor === undefined ? sql`outcome <> 'done'` : sql`outcome = ${leftFor}`;
  return [
    sql`invitation.id in (select invitation_id from invitation_batch_item
      where organization_id = ${tx.organizationId} and batch_id = ${leftBy} and ${reason})`,
  ];
}

const searched = [
  'invitation.emailCanonical',
  'invitation.usernameCanonical',
  'invitation.nameCanonical',
] as const;

const day = 86_400_000;

/** Ids grow with time: a range of them, a day wider than asked for clocks that differ, is where the days are looked for. */
function daysOf({ from, to, timeZone }: Filter): RawBuilder<unknown>[] {
  const conditions = [];
  if (from !== undefined) {
    const begin = startOf(Temporal.PlainDate.from(from), timeZone);
    conditions.push(
      sql`invitation.created_at >= ${new Date(begin)} and invitation.id >= ${firstIdAt(begin - day)}`,
    );
  }
  if (to !== undefined) {
    const end = startOf(Temporal.PlainDate.from(to).add({ days: 1 }), timeZone);
    conditions.push(
      sql`invitation.created_at < ${new Date(end)} and invitation.id < ${firstIdAt(end + day)}`,
    );
  }
  return conditions;
}

function startOf(date: Temporal.PlainDate, timeZone: string): number {
  return date.toZonedDateTime(timeZone).epochMilliseconds;
}

/** RFC 9562 5.7: the first 48 bits of a UUIDv7 are milliseconds since 1970. */
function firstIdAt(milliseconds: number): string {
  const hex = Math.max(0, milliseconds).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
