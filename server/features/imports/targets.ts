import { ownTargets } from '../../../contract/import-states.ts';
import type { FormField, IdentityForm } from '../../../contract/identity-form.ts';
import { canEdit } from '../identities/policy.ts';

export const addressParts = ['street', 'extra', 'postalCode', 'city', 'region', 'country'] as const;

/** A thing that a column can be about. */
export interface Target {
  readonly name: string;
  /** Of the identity form; undefined for what belongs to the account, the invitation or the grants. */
  readonly field?: FormField;
  /** A line of an address. */
  readonly part?: (typeof addressParts)[number];
}

/** Every target there is in an organization, by name, in the order in which a template has them. */
export function targetsOf({ sections }: Pick<IdentityForm, 'sections'>): ReadonlyMap<string, Target> {
  const fields = sections.flatMap((section) => section.fields).filter((field) => canEdit(field, 'reviewer'));
  const all: Target[] = [
    ...ownTargets.map((name) => ({ name })),
    ...fields.flatMap((field): Target[] => {
      const name = `identity.${field.key}`;
      if (field.type !== 'address') return [{ name, field }];
      return addressParts.map((part) => ({ name: `${name}.${part}`, field, part }));
    }),
  ];
  return new Map(all.map((target) => [target.name, target]));
}
