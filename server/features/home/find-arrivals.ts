import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

const shown = 5;

/** Who joined within the last 30 days, the latest first; who looks is not told of themselves. */
export async function findArrivals(tx: Tx, readerId: string) {
  const rows = await tx
    .selectFrom('account')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organizationId', '=', 'account.organizationId')
        .onRef('person.id', '=', 'account.id'),
    )
    .select(['account.id', 'account.activatedAt', 'person.name'])
    .where('account.organizationId', '=', tx.organizationId)
    .where('account.activatedAt', '>', sql<Date>`now() - interval '30 days'`)
    .where('account.state', '=', 'active')
    .where('account.id', '!=', readerId)
    .orderBy('account.activatedAt', 'desc')
    .limit(shown)
    .execute();
  return rows.map(({ id, name, activatedAt }) => ({
    id,
    name: name ?? '',
    at: activatedAt?.toISOString() ?? '',
  }));
}
