import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import { findContents, noContent, readableContent } from './content.ts';
import { fieldsOf, findForm } from './find-form.ts';
import { changedKeys, contentOf, findReview } from './list-reviews.ts';
import { hasReviewer } from './has-reviewer.ts';
import type { IdentityParts } from './save-draft.ts';

/** One identity beside its last validated version, by the form it was filled in with. @throws {AppError} not_found */
export async function describeReview(
  tx: Tx,
  { texts, seal }: IdentityParts,
  actor: Actor,
  accountId: string,
) {
  const found = await findReview(tx, actor, accountId);
  if (!found) throw new AppError('not_found');
  const { row, review } = found;
  const form = await findForm(tx, texts, row.formVersion ?? undefined);
  // Who may see a field is what the form says today; a field that it has no more is as it was.
  const rules = new Map([...fieldsOf(form), ...fieldsOf(await findForm(tx, texts))]);
  const owner = { organizationId: tx.organizationId, accountId };
  const read = (stored: typeof noContent) =>
    readableContent(seal, owner, { form: rules, stored, reader: 'reviewer' });
  const inForce = row.versionInForce;
  const validated = inForce === null ? undefined : await findContents(tx, accountId, [inForce]);
  return {
    ...review,
    changed: changedKeys(tx, seal, row, rules),
    form,
    content: read(contentOf(row.alias, row.fields, row.sealed)),
    inForce: inForce === null ? null : read(validated?.get(inForce) ?? noContent),
    reasons: review.news === 'corrected' ? (row.reasons as Record<string, string>) : {},
    personalCode: row.personalCode,
    hasReviewer: await hasReviewer(tx, accountId),
  };
}
