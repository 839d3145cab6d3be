import type { FieldValue } from '../../../contract/identities.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import type { Tx } from '../../platform/database.ts';
import { openContent } from './content.ts';
import type { StoredContent } from './content.ts';
import { fieldsOf, findForm } from './find-form.ts';
import { canSee } from './policy.ts';
import type { Reader } from './policy.ts';
import type { IdentityParts } from './save-draft.ts';

/** For whom an identity is written out; `reveals`: who may show what is hidden. */
export interface ExportReader {
  readonly reader: Reader;
  readonly reveals: boolean;
}

type VersionState = 'draft' | 'submitted' | 'returned' | 'withdrawn' | 'validated';

export interface ExportedVersion {
  readonly version: number;
  readonly state: VersionState;
  readonly inForce: boolean;
  readonly savedAt: string;
  readonly submittedAt: string | null;
  readonly decidedAt: string | null;
  readonly alias: string | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Fields that hold something which this reader does not get. */
  readonly leftOut: readonly string[];
  readonly reasons: Readonly<Record<string, string>>;
}

export interface ExportedIdentity {
  readonly form: ReadonlyMap<string, FormField>;
  readonly versions: readonly ExportedVersion[];
}

// A draft is nobody's but its person's; a colleague knows what is in force.
const shownTo: Readonly<Record<Reader, (version: { state: string; inForce: boolean }) => boolean>> = {
  person: () => true,
  reviewer: ({ state }) => ['submitted', 'returned', 'validated'].includes(state),
  colleague: ({ inForce }) => inForce,
};

/** Every version that a reader may see, with what of it they may see, sealed values opened (item 9 of the fields' rights). */
export async function exportIdentity(
  tx: Tx,
  { texts, seal }: IdentityParts,
  accountId: string,
  to: ExportReader,
): Promise<ExportedIdentity> {
  const form = fieldsOf(await findForm(tx, texts));
  const owner = { organizationId: tx.organizationId, accountId };
  const rows = (await findVersions(tx, accountId)).filter(shownTo[to.reader]);
  const versions = rows.map(({ stored, reasons, ...row }) => {
    const { alias, values } = openContent(seal, owner, stored);
    const gets = (key: string) => getsField(form.get(key), { ...to, alias });
    return {
      ...row,
      alias,
      fields: Object.fromEntries([...values].filter(([key]) => gets(key))),
      leftOut: [...values.keys()].filter((key) => !gets(key)),
      reasons: Object.fromEntries(Object.entries(reasons).filter(([key]) => key === 'alias' || gets(key))),
    };
  });
  return { form, versions };
}

function getsField(
  field: FormField | undefined,
  { reader, reveals, alias }: ExportReader & { readonly alias: string | null },
): boolean {
  if (reader === 'person') return true;
  // Who is known by an alias is known to colleagues by nothing else.
  if (field === undefined || !canSee(field, reader) || (alias !== null && reader === 'colleague'))
    return false;
  return !field.sensitive || reveals;
}

async function findVersions(tx: Tx, accountId: string) {
  const rows = await tx
    .selectFrom('identityVersion as v')
    .innerJoin('identity as i', (join) =>
      join.onRef('i.organizationId', '=', 'v.organizationId').onRef('i.accountId', '=', 'v.accountId'),
    )
    .select(['v.version', 'v.state', 'v.alias', 'v.fields', 'v.sealed', 'v.reasons'])
    .select(['v.savedAt', 'v.submittedAt', 'v.decidedAt', 'i.versionInForce'])
    .where('v.organizationId', '=', tx.organizationId)
    .where('v.accountId', '=', accountId)
    .orderBy('v.version', 'desc')
    .execute();
  return rows.map(({ version, state, alias, fields, sealed, reasons, ...row }) => ({
    ...{ version, state: state as VersionState },
    inForce: version === row.versionInForce,
    savedAt: row.savedAt.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    reasons: reasons as Readonly<Record<string, string>>,
    stored: { alias, fields, sealed } as unknown as StoredContent,
  }));
}
