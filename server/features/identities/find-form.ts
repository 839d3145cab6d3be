import type { FormField, FormSection, IdentityForm } from '../../../contract/identity-form.ts';
import type { Tx } from '../../platform/database.ts';
import type { Texts } from '../../platform/texts.ts';
import { defaultForm } from './default-form.ts';

/** The form in use, or as it was in an earlier version. */
export async function findForm(tx: Tx, texts: Texts, version?: number): Promise<IdentityForm> {
  const row = await tx
    .selectFrom('identityForm')
    .select(['version', 'allowsAlias', 'sections'])
    .where('organizationId', '=', tx.organizationId)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { ...row, sections: row.sections as unknown as FormSection[] } : defaultForm(texts);
}

/** By their keys, in the order of the form. */
export function fieldsOf({ sections }: Pick<IdentityForm, 'sections'>): ReadonlyMap<string, FormField> {
  return new Map(sections.flatMap(({ fields }) => fields.map((field) => [field.key, field])));
}
