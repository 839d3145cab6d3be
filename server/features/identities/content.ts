import type { FieldValue } from '../../../contract/identities.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import type { Tx } from '../../platform/database.ts';
import type { Seal } from '../../platform/seal.ts';
import { canSee } from './policy.ts';
import type { Reader } from './policy.ts';

/** What a version of an identity holds, as it is stored. */
export interface StoredContent {
  readonly alias: string | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Sensitive fields, each encrypted. */
  readonly sealed: Readonly<Record<string, string>>;
}

/** The same, open: for whoever works on it, never for an answer. */
export interface Content {
  readonly alias: string | null;
  readonly values: ReadonlyMap<string, FieldValue>;
}

export const noContent: StoredContent = { alias: null, fields: {}, sealed: {} };

/** Whose fields these are: a sealed value opens nowhere else. */
export interface Owner {
  readonly organizationId: string;
  readonly accountId: string;
}

const about = ({ organizationId, accountId }: Owner, key: string) => `${organizationId} ${accountId} ${key}`;

export function openContent(seal: Seal, owner: Owner, { alias, fields, sealed }: StoredContent): Content {
  const opened = Object.entries(sealed).map(([key, value]): [string, FieldValue] => [
    key,
    JSON.parse(seal.open(value, about(owner, key))) as FieldValue,
  ]);
  return { alias, values: new Map([...Object.entries(fields), ...opened]) };
}

/** Sensitive is what the form says at this moment, and sealed is always sealed anew: with the first secret. */
export function storeContent(
  seal: Seal,
  owner: Owner,
  form: ReadonlyMap<string, FormField>,
  { alias, values }: Content,
): StoredContent {
  const kept = [...values].filter(([key]) => form.has(key));
  const isSensitive = ([key]: readonly [string, FieldValue]) => form.get(key)?.sensitive === true;
  return {
    alias,
    fields: Object.fromEntries(kept.filter((entry) => !isSensitive(entry))),
    sealed: Object.fromEntries(
      kept
        .filter(isSensitive)
        .map(([key, value]) => [key, seal.seal(JSON.stringify(value), about(owner, key))]),
    ),
  };
}

/** What of a version someone may read; the person reads everything, others what is not hidden. */
export function readableContent(
  seal: Seal,
  owner: Owner,
  { form, stored, reader }: { form: ReadonlyMap<string, FormField>; stored: StoredContent; reader: Reader },
) {
  // Who is known by an alias is known to colleagues by nothing else.
  const isKnownByAlias = stored.alias !== null && reader === 'colleague';
  const visible = (key: string) => {
    const field = form.get(key);
    return field !== undefined && canSee(field, reader) && !isKnownByAlias;
  };
  if (reader === 'person') {
    const { alias, values } = openContent(seal, owner, stored);
    return { alias, fields: Object.fromEntries([...values].filter(([key]) => visible(key))), hidden: [] };
  }
  // What became sensitive since it was stored is hidden as well.
  const isHidden = (key: string) => Object.hasOwn(stored.sealed, key) || form.get(key)?.sensitive === true;
  const keys = [...Object.keys(stored.fields), ...Object.keys(stored.sealed)].filter(visible);
  const open = Object.entries(stored.fields).filter(([key]) => visible(key) && !isHidden(key));
  return { alias: stored.alias, fields: Object.fromEntries(open), hidden: keys.filter(isHidden) };
}

/** The content of some versions; one that nobody ever filled in is empty. */
export async function findContents(
  tx: Tx,
  accountId: string,
  versions: readonly number[],
): Promise<ReadonlyMap<number, StoredContent & { readonly formVersion: number }>> {
  if (versions.length === 0) return new Map();
  const rows = await tx
    .selectFrom('identityVersion')
    .select(['version', 'formVersion', 'alias', 'fields', 'sealed'])
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('version', 'in', versions)
    .execute();
  return new Map(
    rows.map(({ version, ...row }) => [
      version,
      row as unknown as StoredContent & { readonly formVersion: number },
    ]),
  );
}
