import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { listReviews } from '../../../contract/identity-reviews.ts';
import type { QueryOf } from '../../../contract/define-route.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import type { Named } from './find-named.ts';

export interface Wanted extends Pick<QueryOf<typeof listReviews>, 'state' | 'news' | 'reviewer'> {
  readonly named?: Named | undefined;
}

/**
 * Whose version waits, was returned or is a draft. What is one of a few words is written into the statement: a plan for
 * any state would read the thousand returned as it reads all that wait. Of a closed account nothing waits (end-pending.ts).
 */
export function waitingReviews(tx: Tx, actor: Actor, { state, named, news, reviewer }: Wanted) {
  let found = tx
    .selectFrom('identity as i')
    .where('i.organizationId', '=', tx.organizationId)
    .where('i.pendingState', '=', sql.lit(state));
  if (named?.ids) found = found.where(sql<boolean>`i.account_id = any(${named.ids}::uuid[])`);
  if (named?.terms) found = found.where(holds(named.terms));
  if (news) found = found.where('i.pendingNews', '=', sql.lit(news));
  if (reviewer === 'nobody') found = found.where(sql<boolean>`not exists (${claim})`);
  if (reviewer === 'me')
    found = found.where(sql<boolean>`exists (${claim} and c.claimed_by = ${actor.accountId})`);
  if (reviewer === 'others')
    found = found.where(sql<boolean>`exists (${claim} and c.claimed_by <> ${actor.accountId})`);
  return found;
}

const claim = sql`select from review_claim c
  where c.organization_id = i.organization_id and c.account_id = i.account_id
    and c.claimed_until > now() and i.pending_state = 'submitted'`;

/** Looked up one by one, in the order of the list, until a page is full: joined, all of them would be read first. */
function holds(terms: readonly string[]): RawBuilder<boolean> {
  const patterns = terms.map((term) => `%${term.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
  return sql<boolean>`(select s.waiting_words like all (${patterns}::text[]) from person_search s
    where s.organization_id = i.organization_id and s.account_id = i.account_id)`;
}
