import type { FieldValue } from '../../../contract/identities.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import type { Text } from '../../platform/texts.ts';

/** The pages' own words for what is stored as a code; the code, where they have none. */
function wordsAt(t: Text, key: string, code: string): string {
  const words = (t as unknown as (key: string, options: object) => string)(key, { defaultValue: code });
  return typeof words === 'string' ? words : code;
}

export const actInWords = (t: Text, action: string) => wordsAt(t, `activity:act.${action}`, action);

export const happeningInWords = (t: Text, kind: string) => wordsAt(t, `invitations:event.${kind}`, kind);

/** "Register identities (Administration, recognition and management of users)" */
export function permissionInWords(t: Text, application: string, permission: string): string {
  const title = wordsAt(t, `applications:${application}.permissions.${permission}.title`, permission);
  return `${title} (${wordsAt(t, `applications:${application}.title`, application)})`;
}

/** In the order of the form, what it has no more at the end: the database keeps them in an order of its own. */
export function inFormOrder(
  form: ReadonlyMap<string, FormField>,
  fields: Readonly<Record<string, FieldValue>>,
): [key: string, value: FieldValue][] {
  const places = new Map([...form.keys()].map((key, place) => [key, place]));
  const placeOf = ([key]: [string, FieldValue]) => places.get(key) ?? places.size;
  return Object.entries(fields).toSorted((one, other) => placeOf(one) - placeOf(other));
}
