import type { z } from 'zod';
import type { getMyIdentity } from '../../../contract/identities.ts';
import type { IdentityState } from '../../../contract/shared-schemas.ts';
import type { Tx } from '../../platform/database.ts';
import { findContents, noContent, readableContent } from './content.ts';
import { fieldsOf, findForm } from './find-form.ts';
import { hasReviewer } from './has-reviewer.ts';
import type { Reader } from './policy.ts';
import type { IdentityParts } from './save-draft.ts';
import { findUpdateRequest } from './update-requests.ts';

type Described = z.input<typeof getMyIdentity.answer>;

const isoOrNull = (at: Date | null) => at?.toISOString() ?? null;

/** Someone's identity as this reader may see it; an account without one has an empty one of state `none`. */
export async function describeIdentity(
  tx: Tx,
  { texts, seal }: IdentityParts,
  accountId: string,
  reader: Reader,
): Promise<Described> {
  const row = await findRow(tx, accountId);
  const form = fieldsOf(await findForm(tx, texts));
  const version = row?.version ?? 0;
  const inForce = row?.pendingState ? row.versionInForce : null;
  const contents = await findContents(tx, accountId, [version, inForce ?? 0]);
  const returned = await findReturned(tx, accountId, row);
  const asked = await findUpdateRequest(tx, accountId);
  const owner = { organizationId: tx.organizationId, accountId };
  const read = (number: number) =>
    readableContent(seal, owner, { form, stored: contents.get(number) ?? noContent, reader });
  return {
    id: accountId,
    state: (row?.state ?? 'none') as IdentityState,
    personalCode: row?.personalCode ?? null,
    version,
    pending: pendingOf(row),
    ...read(version),
    reasons: (returned?.reasons ?? {}) as Record<string, string>,
    returnedBy: returned?.name ?? null,
    savedAt: isoOrNull(row?.savedAt ?? null),
    savedBy: row?.savedBy ? { id: row.savedBy, name: row.savedByName ?? '' } : null,
    step: row?.pendingState === 'draft' ? row.step : null,
    submittedAt: isoOrNull(row?.submittedAt ?? null),
    validatedAt: isoOrNull(row?.validatedAt ?? null),
    hasReviewer: await hasReviewer(tx, accountId),
    asked: asked?.answeredAt === null ? asked : null,
    inForce: inForce === null ? null : { version: inForce, ...read(inForce) },
  };
}

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;

/** Only what stands beside a version in force; what stands alone is the state itself. */
function pendingOf(row: Row | undefined): Described['pending'] {
  if (!row?.pendingState || row.state !== 'validated') return null;
  return {
    version: row.version,
    state: row.pendingState as NonNullable<Described['pending']>['state'],
  };
}

function findRow(tx: Tx, accountId: string) {
  return tx
    .selectFrom('identity as i')
    .leftJoin('identityVersion as v', (join) =>
      join
        .onRef('v.organizationId', '=', 'i.organizationId')
        .onRef('v.accountId', '=', 'i.accountId')
        .onRef('v.version', '=', 'i.version'),
    )
    .leftJoin('person as saver', (join) =>
      join.onRef('saver.organizationId', '=', 'i.organizationId').onRef('saver.id', '=', 'v.savedBy'),
    )
    .select(['i.state', 'i.personalCode', 'i.version', 'i.versionInForce', 'i.pendingState', 'i.validatedAt'])
    .select(['v.savedAt', 'v.savedBy', 'v.submittedAt', 'v.step', 'saver.name as savedByName'])
    .where('i.organizationId', '=', tx.organizationId)
    .where('i.accountId', '=', accountId)
    .executeTakeFirst();
}

/** What a reviewer gave back last: it stays said until it is handed in again, also while it is being corrected. */
async function findReturned(tx: Tx, accountId: string, row: Row | undefined) {
  if (row?.pendingState !== 'returned' && row?.pendingState !== 'draft') return undefined;
  const last = await tx
    .selectFrom('identityVersion as v')
    .leftJoin('person', (join) =>
      join.onRef('person.organizationId', '=', 'v.organizationId').onRef('person.id', '=', 'v.decidedBy'),
    )
    .select(['v.state', 'v.reasons', 'person.name'])
    .where('v.organizationId', '=', tx.organizationId)
    .where('v.accountId', '=', accountId)
    .where('v.version', '>', row.versionInForce ?? 0)
    .where('v.state', '<>', 'draft')
    .orderBy('v.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.state === 'returned' ? last : undefined;
}
