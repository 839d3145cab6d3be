import { isDeepStrictEqual } from 'node:util';
import type { IdentityForm } from '../../../contract/identity-form.ts';
import type { IdentityFormVersion } from '../../../contract/identity-form-versions.ts';
import { fieldsOf } from './find-form.ts';

type Changes = Pick<IdentityFormVersion, 'added' | 'changed' | 'removed' | 'rearranged' | 'allowsAlias'>;
type Form = Pick<IdentityForm, 'sections' | 'allowsAlias'>;

/** What became another from one version of the form to the next; nothing where there is none before. */
export function formChanges(before: Form | undefined, after: Form): Changes {
  if (!before) return { added: [], changed: [], removed: [], rearranged: false, allowsAlias: null };
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const named = (fields: typeof was, keep: (key: string) => boolean) =>
    [...fields].filter(([key]) => keep(key)).map(([key, { label }]) => ({ key, label }));
  const isKept = (key: string) => was.has(key) && is.has(key);
  return {
    added: named(is, (key) => !was.has(key)),
    changed: named(is, (key) => was.has(key) && !isDeepStrictEqual(was.get(key), is.get(key))),
    removed: named(was, (key) => !is.has(key)),
    rearranged: !isDeepStrictEqual(outline(before, isKept), outline(after, isKept)),
    allowsAlias: before.allowsAlias === after.allowsAlias ? null : after.allowsAlias,
  };
}

/** The steps, and where the fields stand that both have. */
function outline({ sections }: Form, isKept: (key: string) => boolean) {
  return sections.map(({ fields, ...section }) => ({
    ...section,
    fields: fields.map(({ key }) => key).filter(isKept),
  }));
}
