import type { ResponseOf } from '../../../contract/define-route.ts';
import type { FieldValue } from '../../../contract/identities.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import type { getReview } from '../../../contract/identity-reviews.ts';

export interface ReviewedField {
  readonly key: string;
  /** Undefined for the alias, which stands in no form. */
  readonly form: FormField | undefined;
  readonly value: FieldValue | undefined;
  /** What is in force now; undefined where nothing is, or the same. */
  readonly before: FieldValue | undefined;
  /** Holds something that is shown on purpose only. */
  readonly hidden: boolean;
}

/** What a reviewer looks at: everything of a first identity, of a later one what differs. */
export function reviewedFields(review: ResponseOf<typeof getReview>): ReviewedField[] {
  const { content, inForce, changed, news, form } = review;
  const asked = form.sections
    .flatMap((section) => section.fields)
    .filter(({ key }) => (news === 'first' ? isGiven(review, key) : changed.includes(key)))
    .map((field) => ({
      key: field.key,
      form: field,
      value: content.fields[field.key] as FieldValue | undefined,
      before: news === 'changed' ? (inForce?.fields[field.key] as FieldValue | undefined) : undefined,
      hidden: content.hidden.includes(field.key),
    }));
  if (content.alias === null && !changed.includes('alias')) return asked;
  const alias = {
    key: 'alias',
    form: undefined,
    value: content.alias ?? undefined,
    before: news === 'changed' ? (inForce?.alias ?? undefined) : undefined,
    hidden: false,
  };
  return [alias, ...asked];
}

function isGiven({ content }: ResponseOf<typeof getReview>, key: string): boolean {
  return content.fields[key] !== undefined || content.hidden.includes(key);
}
