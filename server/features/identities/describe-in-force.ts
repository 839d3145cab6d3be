import type { Tx } from '../../platform/database.ts';
import { findContents, noContent, readableContent } from './content.ts';
import { fieldsOf, findForm } from './find-form.ts';
import type { Reader } from './policy.ts';
import type { IdentityParts } from './save-draft.ts';

/** What is in force of someone's identity, as this reader may see it; empty where nothing is. */
export async function describeInForce(
  tx: Tx,
  { texts, seal }: IdentityParts,
  accountId: string,
  reader: Exclude<Reader, 'person'>,
) {
  const row = await tx
    .selectFrom('identity')
    .select(['versionInForce', 'pendingState', 'validatedAt'])
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  const version = row?.versionInForce ?? null;
  const stored = version === null ? undefined : (await findContents(tx, accountId, [version])).get(version);
  const form = fieldsOf(await findForm(tx, texts));
  const owner = { organizationId: tx.organizationId, accountId };
  return {
    ...readableContent(seal, owner, { form, stored: stored ?? noContent, reader }),
    version,
    validatedAt: row?.validatedAt ?? null,
    pending: version === null ? null : (row?.pendingState ?? null),
  };
}
