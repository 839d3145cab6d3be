import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Content } from './content.ts';
import { displayName } from './display-name.ts';
import type { LockedIdentity } from './lock-identity.ts';
import { takePersonalCodes } from './take-personal-codes.ts';

export interface Acceptance {
  /** What it holds: what the person is called from now on comes from it. */
  readonly content: Content;
  /** Null: it took effect by itself. */
  readonly decidedBy: string | null;
}

/**
 * Puts the newest version in force; the first one brings the personal code, which never changes. The identity is locked.
 * @returns the personal code
 */
export async function acceptVersion(
  tx: Tx,
  { accountId, version, personalCode }: LockedIdentity,
  { content, decidedBy }: Acceptance,
): Promise<string> {
  const code = personalCode ?? (await takePersonalCodes(tx, 1))[0] ?? '';
  await tx
    .updateTable('identityVersion')
    .set({ state: 'validated', decidedAt: sql`now()`, decidedBy })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('version', '=', version)
    .execute();
  await tx
    .updateTable('identity')
    .set({
      state: 'validated',
      versionInForce: version,
      pendingState: null,
      pendingNews: null,
      pendingName: null,
      personalCode: code,
      displayName: displayName(content),
      validatedAt: sql`now()`,
    })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .execute();
  if (content.alias !== null)
    await forgetTakenBack(tx, { accountId, version, kept: [...content.values.keys()] });
  return code;
}

/** Who is known by an alias has taken back what the identity holds no more: earlier versions lose it, too. */
async function forgetTakenBack(
  tx: Tx,
  { accountId, version, kept }: { accountId: string; version: number; kept: readonly string[] },
): Promise<void> {
  const left = (column: 'fields' | 'sealed') => sql<string>`coalesce(
    (select jsonb_object_agg(key, value) from jsonb_each(${sql.ref(column)}) where key = any(${kept})), '{}')`;
  await tx
    .updateTable('identityVersion')
    .set({ fields: left('fields'), sealed: left('sealed') })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('version', '<', version)
    .execute();
}
