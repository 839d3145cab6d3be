import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { changeIdentityForm } from '../../../contract/identity-form.ts';
import type { IdentityForm } from '../../../contract/identity-form.ts';
import type { BodyOf } from '../../../contract/define-route.ts';
import { AppError } from '../../platform/app-error.ts';
import type { FieldProblem } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Texts } from '../../platform/texts.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { fieldsOf, findForm } from './find-form.ts';

/**
 * The next version of the form; the earlier ones stay, because identities were filled in by them.
 * @throws {AppError} stale_version, not_acceptable
 */
export async function changeForm(
  tx: Tx,
  texts: Texts,
  actor: Actor,
  { version, allowsAlias, sections }: BodyOf<typeof changeIdentityForm>,
): Promise<IdentityForm> {
  const before = await findForm(tx, texts);
  if (before.version !== version) throw new AppError('stale_version');
  const after = { version: version + 1, allowsAlias: allowsAlias ?? before.allowsAlias, sections };
  const fields = changedTypes(await typesBefore(tx, before, after), after);
  if (Object.keys(fields).length > 0) throw new AppError('not_acceptable', { fields });
  await store(tx, before, null);
  // Of two who changed the same version at once the second finds the next one taken.
  if (!(await store(tx, after, actor.accountId))) throw new AppError('stale_version');
  await recordActivity(tx, actor.origin, [
    {
      action: 'identity.form_changed',
      actorId: actor.accountId,
      subject: { type: 'organization', id: tx.organizationId },
      fields: changedFields(before, after),
    },
  ]);
  return after;
}

/** Of the fields that are there, and of those that come back while what people had filled in is still kept. */
async function typesBefore(tx: Tx, before: IdentityForm, after: IdentityForm): Promise<Map<string, string>> {
  const types = new Map([...fieldsOf(before)].map(([key, { type }]) => [key, type as string]));
  const added = [...fieldsOf(after).keys()].filter((key) => !types.has(key));
  if (added.length === 0) return types;
  const { rows } = await sql<{ key: string; type: string }>`
    select distinct on (field ->> 'key') field ->> 'key' as key, field ->> 'type' as type
    from identity_form, jsonb_path_query(sections, '$[*].fields[*]') as field
    where organization_id = ${tx.organizationId} and emptied_at is null and field ->> 'key' = any(${added}::text[])
    order by field ->> 'key', version desc`.execute(tx);
  return new Map([...types, ...rows.map(({ key, type }) => [key, type] as const)]);
}

/** What people filled in would no longer be what its field says. */
function changedTypes(
  known: ReadonlyMap<string, string>,
  after: IdentityForm,
): Record<string, readonly FieldProblem[]> {
  return Object.fromEntries(
    after.sections.flatMap(({ fields }, section) =>
      fields.flatMap(({ key, type }, index) => {
        const was = known.get(key) ?? type;
        const path = `sections.${section}.fields.${index}.type`;
        return was === type ? [] : [[path, [{ code: 'identity_form.type_changed' }]]];
      }),
    ),
  );
}

/** Fields that were added, removed or changed, by key. */
function changedFields(before: IdentityForm, after: IdentityForm): string[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].filter(
    (key) => !isDeepStrictEqual(was.get(key), is.get(key)),
  );
}

/** The default form too, once it is changed: the program's own may be another one day. @returns whether it was new */
async function store(tx: Tx, form: IdentityForm, changedBy: string | null): Promise<boolean> {
  const { version, allowsAlias, sections } = form;
  const stored = await tx
    .insertInto('identityForm')
    .values({
      organizationId: tx.organizationId,
      version,
      allowsAlias,
      sections: JSON.stringify(sections),
      changedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  return stored !== undefined;
}
