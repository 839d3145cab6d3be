import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** Where an organization's pages stand: the server's own address, below `/o/{slug}` where several share it (ruling 13). */
export async function pagesAddress(tx: Tx, publicUrl: URL): Promise<string> {
  const { slug, shared } = await tx
    .selectFrom('organization')
    .select([
      'slug',
      sql<boolean>`exists (select from organization as other where other.id <> organization.id)`.as('shared'),
    ])
    .where('id', '=', tx.organizationId)
    .executeTakeFirstOrThrow();
  return shared ? `${publicUrl.origin}/o/${slug}` : publicUrl.origin;
}
