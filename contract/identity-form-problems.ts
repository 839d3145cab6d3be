import type { FormField, FormSection, TextFormat } from './identity-form.ts';

interface FormProblem {
  /** From `sections` on. */
  readonly path: readonly (string | number)[];
  /** A text of `locales/<language>/errors.json`. */
  readonly code: string;
  readonly name?: string;
}

const names: readonly string[] = ['given_name', 'family_name'];

/** What is wrong with a form as a whole, each field being right for itself. */
export function findFormProblems(sections: readonly FormSection[]): FormProblem[] {
  const placed = sections.flatMap(({ fields }, section) =>
    fields.map((field, index) => ({ field, path: [section, 'fields', index] as const })),
  );
  const missing = names.filter((name) => !placed.some(({ field }) => field.key === name));
  return [
    ...placed
      .filter(({ field }) => field.key === 'alias')
      .map(({ path }) => ({ path: [...path, 'key'], code: 'identity_form.key_reserved' })),
    ...missing.map((name) => ({ path: [], code: 'identity_form.name_needed', name })),
    ...repeated(sections.map(({ key }, index) => ({ key, path: [index, 'key'] }))),
    ...repeated(placed.map(({ field, path }) => ({ key: field.key, path: [...path, 'key'] }))),
    ...placed.flatMap(({ field, path }) =>
      fieldProblems(field).map(([part, code]) => ({ path: [...path, part], code })),
    ),
  ];
}

function repeated(keys: readonly { key: string; path: readonly (string | number)[] }[]): FormProblem[] {
  const seen = new Set<string>();
  return keys.flatMap(({ key, path }) => {
    if (seen.has(key)) return [{ path, code: 'identity_form.key_twice' }];
    seen.add(key);
    return [];
  });
}

type Verdict = readonly [part: keyof FormField, code: string];

function fieldProblems(field: FormField): Verdict[] {
  return [
    ...nameProblems(field),
    ...choiceProblems(field),
    ...ruleProblems(field),
    ...secrecyProblems(field),
  ];
}

function nameProblems({ key, type, sensitive, sees }: FormField): Verdict[] {
  if (!names.includes(key)) return [];
  if (type !== 'text') return [['type', 'identity_form.name_is_text']];
  // What everybody is called by can be no secret.
  if (sensitive) return [['sensitive', 'identity_form.name_is_open']];
  return sees === 'person' ? [['sees', 'identity_form.name_is_open']] : [];
}

function choiceProblems({ type, choices = [] }: FormField): Verdict[] {
  const chosen = type === 'choice' || type === 'choices';
  if (chosen && choices.length === 0) return [['choices', 'identity_form.choices_needed']];
  if (!chosen && choices.length > 0) return [['choices', 'identity_form.not_for_this_type']];
  const values = new Set(choices.map(({ value }) => value));
  return values.size < choices.length ? [['choices', 'identity_form.choice_twice']] : [];
}

/** Codes that say all about themselves; a length beside them could only contradict them. */
const exact: readonly (TextFormat | undefined)[] = ['italian_tax_code'];

function ruleProblems({ type, length, range, format }: FormField): Verdict[] {
  const isText = type === 'text' || type === 'long_text';
  return [
    ...(length && (!isText || exact.includes(format))
      ? [['length', 'identity_form.not_for_this_type'] as const]
      : []),
    ...(format && type !== 'text' ? [['format', 'identity_form.not_for_this_type'] as const] : []),
    ...(range && !fits(type, range) ? [['range', 'identity_form.not_for_this_type'] as const] : []),
    ...(isUpsideDown(length) || isUpsideDown(range)
      ? [[length ? 'length' : 'range', 'identity_form.min_above_max'] as const]
      : []),
  ];
}

function fits(type: FormField['type'], { min, max }: NonNullable<FormField['range']>): boolean {
  const bounds = [min, max].filter((bound) => bound !== undefined);
  if (type === 'number') return bounds.every((bound) => typeof bound === 'number');
  return type === 'date' && bounds.every((bound) => typeof bound === 'string');
}

/** `today` moves, so that no bound is above or below it for good. */
function isUpsideDown(bounds?: {
  min?: string | number | undefined;
  max?: string | number | undefined;
}): boolean {
  const { min, max } = bounds ?? {};
  if (min === undefined || max === undefined || min === 'today' || max === 'today') return false;
  return typeof min === typeof max && min > max;
}

function secrecyProblems({ sensitive, sees, type }: FormField): Verdict[] {
  if (!sensitive) return [];
  if (sees === 'everybody') return [['sees', 'identity_form.sensitive_seen_by_all']];
  const plain = ['text', 'long_text', 'date', 'number', 'phone', 'email', 'url'];
  return plain.includes(type) ? [] : [['sensitive', 'identity_form.not_for_this_type']];
}
