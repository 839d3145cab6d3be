import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { invitationStates } from '../../../contract/invitation-filter.ts';
import type { InvitationState } from '../../../contract/invitation-filter.ts';
import { exactUpTo } from '../../platform/count-up-to.ts';
import type { Tx } from '../../platform/database.ts';
import { planByValues } from '../../platform/plan-by-values.ts';
import { branchesOf, stateNow, statesOf } from './filter-invitations.ts';
import type { Filter } from './filter-invitations.ts';

type Count = number | { atLeast: number };

/** How many a filter holds, no further than anybody reads. */
export async function countFiltered(tx: Tx, filter: Filter): Promise<Count> {
  const { rows } = await sql<{ count: number }>`select ${counted(tx, filter)} as count`.execute(tx);
  return toldCount(rows[0]?.count ?? 0);
}

/** How many each state holds, among those that the other filters leave. */
export async function countInvitations(tx: Tx, filter: Omit<Filter, 'state'>) {
  await planByValues(tx);
  const counts = filter.query?.trim() ? await countFound(tx, filter) : await countStates(tx, filter);
  const sum = (states: readonly InvitationState[]) =>
    toldCount(states.reduce((total, state) => total + (counts[state] ?? 0), 0));
  const told = Object.fromEntries(invitationStates.map((state) => [state, sum([state])]));
  return {
    ...(told as Record<InvitationState, Count>),
    all: sum(invitationStates),
    pending: sum(statesOf(['pending'])),
  };
}

/** Those that wait for an answer, and those that came back. */
export async function countWaiting(tx: Tx) {
  const count = (state: 'pending' | 'bounced') => countFiltered(tx, { state: [state], timeZone: 'UTC' });
  return { pending: await count('pending'), bounced: await count('bounced') };
}

export async function hasInvited(tx: Tx): Promise<boolean> {
  const some = await tx
    .selectFrom('invitation')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .limit(1)
    .executeTakeFirst();
  return some !== undefined;
}

type Counts = Readonly<Partial<Record<InvitationState, number>>>;

/** Each on its own index, all in one query. */
async function countStates(tx: Tx, filter: Omit<Filter, 'state'>): Promise<Counts> {
  const each = invitationStates.map((state) => counted(tx, { ...filter, state: [state] }));
  const { rows } = await sql<{ counts: number[] }>`select array[${sql.join(each)}]::int[] as counts`.execute(
    tx,
  );
  return Object.fromEntries(invitationStates.map((state, place) => [state, rows[0]?.counts[place] ?? 0]));
}

// Beyond, a text is one letter or two, and nobody reads the counts of what it finds.
const mostFound = 100_000;

/** What a text finds is read once for all states. */
async function countFound(tx: Tx, filter: Omit<Filter, 'state'>): Promise<Counts> {
  const [branch] = branchesOf(tx, { ...filter, state: ['all'] });
  const { rows } = await sql<{ state: InvitationState; count: number }>`
    select state, count(*) from (
      select ${stateNow} as state from invitation where ${branch ?? sql`true`} limit ${mostFound}) as found
    group by state`.execute(tx);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** As a part of a query: the number of rows, one more than is told at most. */
function counted(tx: Tx, filter: Filter): RawBuilder<number> {
  const most = exactUpTo + 1;
  const parts = branchesOf(tx, filter).map(
    (branch) => sql`(select 1 from invitation where ${branch} limit ${most})`,
  );
  return sql<number>`(select count(*) from (
    select 1 from (${sql.join(parts, sql` union all `)}) as found limit ${most}) as counted)`;
}

function toldCount(count: number): Count {
  return count > exactUpTo ? { atLeast: exactUpTo } : count;
}
