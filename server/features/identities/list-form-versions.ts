import type { AnswerOf } from '../../../contract/define-route.ts';
import type { FormSection, IdentityForm } from '../../../contract/identity-form.ts';
import type { listIdentityFormVersions } from '../../../contract/identity-form-versions.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Texts } from '../../platform/texts.ts';
import { findForm } from './find-form.ts';
import { formChanges } from './form-changes.ts';

type Version = AnswerOf<typeof listIdentityFormVersions>['items'][number];

const most = 50;

/** The newest versions of the form, each against the one before it. */
export async function listFormVersions(tx: Tx, texts: Texts): Promise<Version[]> {
  const rows = await tx
    .selectFrom('identityForm as f')
    .leftJoin('person', (join) =>
      join.onRef('person.organizationId', '=', 'f.organizationId').onRef('person.id', '=', 'f.changedBy'),
    )
    .select(['f.version', 'f.allowsAlias', 'f.sections', 'f.changedAt', 'person.id', 'person.name'])
    .where('f.organizationId', '=', tx.organizationId)
    .orderBy('f.version', 'desc')
    // One more, which the oldest of them is held against.
    .limit(most + 1)
    .execute();
  if (rows.length === 0) return [begin(await findForm(tx, texts))];
  const forms = rows.map((row) => ({ ...row, sections: row.sections as unknown as FormSection[] }));
  return forms.slice(0, most).map((form, index) => ({
    // The first is stored with the second: it is nobody's, and of no day.
    ...(form.version === 1
      ? begin(form)
      : {
          version: form.version,
          changedAt: form.changedAt.toISOString(),
          changedBy: form.id === null ? null : { id: form.id, name: form.name ?? '' },
        }),
    ...formChanges(forms[index + 1], form),
  }));
}

const begin = (form: Pick<IdentityForm, 'version' | 'allowsAlias' | 'sections'>): Version => ({
  ...{ version: form.version, changedAt: null, changedBy: null },
  ...formChanges(undefined, form),
});

/** @throws {AppError} not_found */
export async function findFormVersion(tx: Tx, texts: Texts, version: number): Promise<IdentityForm> {
  const form = await findForm(tx, texts, version);
  // Where nothing is stored it is the program's own, whatever was asked for.
  if (form.version !== version) throw new AppError('not_found');
  return form;
}
