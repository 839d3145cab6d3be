import type { FieldChanges, FieldValue } from '../../../contract/identities.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import type { FieldProblem } from '../../platform/app-error.ts';
import { checkValue } from './check-value.ts';
import type { CheckContext } from './check-value.ts';
import type { Checked } from './checked.ts';
import { canEdit } from './policy.ts';
import type { Reader } from './policy.ts';

export type Problems = Readonly<Record<string, readonly FieldProblem[]>>;

export interface CheckRules extends CheckContext {
  readonly form: ReadonlyMap<string, FormField>;
  readonly editor: Reader;
}

/** Changes as they are kept, and everything that speaks against them by its path: `fields.address.country`. */
export function checkChanges(
  changes: FieldChanges,
  { form, editor, today }: CheckRules,
): { readonly values: ReadonlyMap<string, FieldValue | null>; readonly problems: Problems } {
  const checked = Object.entries(changes).map(([key, given]): [string, Checked] => {
    const field = form.get(key);
    if (!field) return [key, { ok: false, problems: [{ code: 'identity.unknown_field' }] }];
    if (!canEdit(field, editor))
      return [key, { ok: false, problems: [{ code: 'identity.not_yours_to_edit' }] }];
    return [key, checkValue(field, given, { today })];
  });
  return {
    values: new Map(checked.flatMap(([key, result]) => (result.ok ? [[key, result.value]] : []))),
    problems: byPath(checked),
  };
}

/**
 * What keeps an identity from being handed in: values that the form of today does not take, and what is required of this
 * editor and missing. An alias stands for everything that is required.
 */
export function findGaps(
  { alias, values }: { readonly alias: string | null; readonly values: ReadonlyMap<string, FieldValue> },
  { form, editor, today }: CheckRules,
): Problems {
  return byPath(
    [...form].flatMap(([key, field]): [string, Checked][] => {
      const value = values.get(key) ?? null;
      if (value !== null) return [[key, checkValue(field, value, { today })]];
      const isNeeded = field.required && alias === null && canEdit(field, editor);
      return isNeeded ? [[key, { ok: false, problems: [{ code: 'identity.required' }] }]] : [];
    }),
  );
}

function byPath(checked: readonly (readonly [key: string, result: Checked])[]): Problems {
  const found = checked.flatMap(([key, result]) =>
    result.ok
      ? []
      : result.problems.map(({ part, ...problem }) => ({
          path: part === undefined ? `fields.${key}` : `fields.${key}.${part}`,
          problem,
        })),
  );
  const grouped = Map.groupBy(found, ({ path }) => path);
  return Object.fromEntries([...grouped].map(([path, all]) => [path, all.map(({ problem }) => problem)]));
}
