import type { Tx } from '../../platform/database.ts';

/** The founder's account, who stays the founder until the end of the transaction: nobody hands the role over meanwhile (F23). */
export async function keepFounder(tx: Tx): Promise<string> {
  const { founderId } = await tx
    .selectFrom('organizationSettings')
    .select('founderId')
    .where('organizationId', '=', tx.organizationId)
    .forShare()
    .executeTakeFirstOrThrow();
  return founderId;
}
