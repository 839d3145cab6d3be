import { sql } from 'kysely';
import type { z } from 'zod';
import type { claimReview as route } from '../../../contract/identity-reviews.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';

interface ClaimRequest {
  readonly accountId: string;
  /** From whoever has it. */
  readonly takeOver: boolean;
}

/** From the last sign of whoever has it; their page gives one each minute. */
export const claimMinutes = 30;

/**
 * Says who looks at an identity that waits. It keeps nobody from deciding: two of the same mind would only have done
 * the work twice.
 * @throws {AppError} not_found, own_identity, already_claimed with who has it, not_possible_now
 */
export async function claimReview(
  tx: Tx,
  actor: Actor,
  { accountId, takeOver }: ClaimRequest,
): Promise<z.input<typeof route.answer>> {
  if (accountId === actor.accountId) throw new AppError('own_identity');
  const identity = await findPending(tx, accountId);
  if (!identity) throw new AppError('not_found');
  if (identity.pendingState !== 'submitted') throw new AppError('not_possible_now');
  const claimed = await writeClaim(tx, actor, { accountId, takeOver });
  if (!claimed) throw await claimedBy(tx, accountId);
  const { claimedAt, claimedUntil } = claimed;
  return {
    by: { id: actor.accountId, name: actor.name },
    isMine: true,
    since: claimedAt.toISOString(),
    until: claimedUntil.toISOString(),
  };
}

/** Shared, so that no claim outlives a decision that is being made. */
function findPending(tx: Tx, accountId: string) {
  return tx
    .selectFrom('identity')
    .select('pendingState')
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .forShare()
    .executeTakeFirst();
}

function writeClaim(tx: Tx, { accountId: reviewer }: Actor, { accountId, takeOver }: ClaimRequest) {
  const claimedUntil = sql<Date>`now() + make_interval(mins => ${claimMinutes})`;
  const isOver = sql<boolean>`review_claim.claimed_until <= now()`;
  const isMine = sql<boolean>`review_claim.claimed_by = excluded.claimed_by`;
  return tx
    .insertInto('reviewClaim')
    .values({ organizationId: tx.organizationId, accountId, claimedBy: reviewer, claimedUntil })
    .onConflict((conflict) =>
      conflict
        .columns(['organizationId', 'accountId'])
        .doUpdateSet({
          claimedBy: reviewer,
          claimedUntil,
          claimedAt: sql`case when ${isMine} and not ${isOver} then review_claim.claimed_at else now() end`,
        })
        .where(({ or }) => or([isMine, isOver, sql<boolean>`${takeOver}::boolean`])),
    )
    .returning(['claimedAt', 'claimedUntil'])
    .executeTakeFirst();
}

async function claimedBy(tx: Tx, accountId: string): Promise<AppError> {
  const { name } = await tx
    .selectFrom('reviewClaim as claim')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organizationId', '=', 'claim.organizationId')
        .onRef('person.id', '=', 'claim.claimedBy'),
    )
    .select('person.name')
    .where('claim.organizationId', '=', tx.organizationId)
    .where('claim.accountId', '=', accountId)
    .executeTakeFirstOrThrow();
  return new AppError('already_claimed', { values: { name } });
}

/** Leaves it to others, where this reviewer has it. @throws {AppError} not_found */
export async function releaseReview(tx: Tx, actor: Actor, accountId: string): Promise<void> {
  if (!(await findPending(tx, accountId))) throw new AppError('not_found');
  await tx
    .deleteFrom('reviewClaim')
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('claimedBy', '=', actor.accountId)
    .execute();
}

/** Nothing waits any more: whoever had it. */
export async function endClaim(tx: Tx, accountId: string): Promise<void> {
  await tx
    .deleteFrom('reviewClaim')
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .execute();
}
