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
    .selectFrom('identity as i')
    .leftJoin('identityVersion as v', (join) =>
      join
        .onRef('v.organizationId', '=', 'i.organizationId')
        .onRef('v.accountId', '=', 'i.accountId')
        .onRef('v.version', '=', 'i.versionInForce'),
    )
    .leftJoin('person as decider', (join) =>
      join.onRef('decider.organizationId', '=', 'v.organizationId').onRef('decider.id', '=', 'v.decidedBy'),
    )
    .select(['i.versionInForce', 'i.pendingState', 'i.validatedAt', 'decider.name as validatedBy'])
    .where('i.organizationId', '=', tx.organizationId)
    .where('i.accountId', '=', accountId)
    .executeTakeFirst();
  const version = row?.versionInForce ?? null;
  const stored = version === null ? undefined : (await findContents(tx, accountId, [version])).get(version);
  const form = fieldsOf(await findForm(tx, texts));
  const owner = { organizationId: tx.organizationId, accountId };
  return {
    ...readableContent(seal, owner, { form, stored: stored ?? noContent, reader }),
    version,
    validatedAt: row?.validatedAt ?? null,
    validatedBy: row?.validatedBy ?? null,
    pending: version === null ? null : (row?.pendingState ?? null),
  };
}
