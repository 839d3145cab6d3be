import { sql } from 'kysely';
import type { UpdateRequest } from '../../../contract/identities.ts';
import type { Tx } from '../../platform/database.ts';

/** What somebody was asked last to look at again, and whether they have. */
export async function findUpdateRequest(tx: Tx, accountId: string): Promise<UpdateRequest | null> {
  const row = await tx
    .selectFrom('identityUpdateRequest as r')
    .leftJoin('person as asker', (join) =>
      join.onRef('asker.organizationId', '=', 'r.organizationId').onRef('asker.id', '=', 'r.askedBy'),
    )
    .select(['r.fields', 'r.note', 'r.askedAt', 'r.answeredAt', 'asker.id', 'asker.name'])
    .where('r.organizationId', '=', tx.organizationId)
    .where('r.accountId', '=', accountId)
    .executeTakeFirst();
  if (!row) return null;
  const { fields, note, askedAt, answeredAt, id, name } = row;
  return {
    at: askedAt.toISOString(),
    by: id === null || name === null ? null : { id, name },
    fields,
    note,
    answeredAt: answeredAt?.toISOString() ?? null,
  };
}

/** Whoever hands something in has looked at it. @returns false where nothing was asked, or it is answered */
export async function answerUpdateRequest(tx: Tx, accountId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('identityUpdateRequest')
    .set({ answeredAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('answeredAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
