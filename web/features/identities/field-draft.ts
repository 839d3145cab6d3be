import type { FieldChanges, FieldValue } from '../../../contract/identities.ts';
import type { FormField, FormSection } from '../../../contract/identity-form.ts';

/** What is typed so far, by field; '' where nothing is. */
export type FieldDraft = FieldValue;

/** Whether the person who fills in the form for themselves may change this field. */
export function isOwnField({ edits }: FormField): boolean {
  return edits !== 'reviewers';
}

/** Whether whoever registers or reviews identities may. */
export function isOperatorField({ edits }: FormField): boolean {
  return edits !== 'person';
}

export function isEmpty(draft: FieldDraft | undefined): boolean {
  if (draft === undefined || draft === '') return true;
  if (Array.isArray(draft)) return draft.length === 0;
  return typeof draft === 'object' && Object.values(draft).every((line) => line === undefined || line === '');
}

/** What a step changes, as the API takes it: null empties a field. */
export function changesOf(
  section: Pick<FormSection, 'fields'>,
  drafts: Readonly<Record<string, FieldDraft>>,
  touched: ReadonlySet<string>,
): FieldChanges {
  const changed = section.fields.filter(({ key }) => touched.has(key));
  return Object.fromEntries(changed.map((field) => [field.key, valueOf(field, drafts[field.key])] as const));
}

function valueOf({ type }: FormField, draft: FieldDraft | undefined): FieldValue | null {
  if (draft === undefined || isEmpty(draft)) return null;
  if (type === 'number' && typeof draft === 'string') {
    const number = Number(draft.replace(',', '.'));
    // What is no number goes as it was typed: the server says so at the field.
    return Number.isFinite(number) ? number : draft;
  }
  if (type === 'address' && typeof draft === 'object' && !Array.isArray(draft)) {
    return Object.fromEntries(Object.entries(draft).filter(([, line]) => line !== ''));
  }
  return draft;
}
