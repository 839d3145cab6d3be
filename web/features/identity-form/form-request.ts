import type { FormField, FormSection } from '../../../contract/identity-form.ts';
import { deriveKey } from './derive-key.ts';
import type { EditedChoice, EditedField, EditedForm, Texts } from './edited-form.ts';

export interface FormRequest {
  readonly allowsAlias: boolean;
  readonly sections: FormSection[];
}

/** What is sent: keys for what is new, and of each field what its type can have. The contract says what is wrong with it. */
export function formRequest({ allowsAlias, sections }: EditedForm, language: string): FormRequest {
  const known = sections.flatMap(({ fields }) => fields.map(({ key }) => key)).filter(Boolean);
  const fieldKeys = new Set(known);
  const sectionKeys = new Set(sections.map(({ key }) => key).filter(Boolean));
  return {
    allowsAlias,
    sections: sections.map(({ key, label, hint, fields }) => ({
      key: key || deriveKey(nameIn(label, language), sectionKeys, 'section'),
      label: given(label),
      ...optional('hint', hint),
      fields: fields.map((field) =>
        fieldRequest(
          field,
          field.key || deriveKey(nameIn(field.label, language), fieldKeys, 'field'),
          language,
        ),
      ),
    })),
  };
}

function fieldRequest(field: EditedField, key: string, language: string): FormField {
  const { type, label, required, verified, sees, edits, retentionMonths } = field;
  return {
    key,
    type,
    label: given(label),
    ...optional('hint', field.hint),
    ...optional('purpose', field.purpose),
    required,
    verified,
    sensitive: field.sensitive && canBeSensitive(field),
    sees,
    edits,
    retentionMonths: retentionMonths.trim() === '' ? null : Number(retentionMonths),
    ...(hasChoices(field) && { choices: choicesRequest(field.choices, language) }),
    ...(type === 'text' && field.format !== '' && { format: field.format }),
    ...boundsRequest(field),
  };
}

function boundsRequest(field: EditedField): Pick<FormField, 'length' | 'range'> {
  const { min, max } = field;
  if (boundsOf(field) === undefined || (min.trim() === '' && max.trim() === '')) return {};
  const bounds = <T>(read: (typed: string) => T) => ({
    ...(min.trim() !== '' && { min: read(min) }),
    ...(max.trim() !== '' && { max: read(max) }),
  });
  if (boundsOf(field) === 'length') return { length: bounds(Number) };
  if (field.type === 'date') return { range: bounds((typed) => typed.trim()) };
  return { range: bounds((typed) => Number(typed.replace(',', '.'))) };
}

function choicesRequest(choices: readonly EditedChoice[], language: string) {
  const values = new Set(choices.map(({ value }) => value).filter(Boolean));
  return choices.map(({ value, label }) => ({
    value: value || deriveKey(nameIn(label, language), values, 'choice'),
    label: given(label),
  }));
}

export function hasChoices({ type }: Pick<EditedField, 'type'>): boolean {
  return type === 'choice' || type === 'choices';
}

const sealed = new Set(['text', 'long_text', 'date', 'number', 'phone', 'email', 'url']);

/** What is kept encrypted is one text or number. */
export function canBeSensitive({ type }: Pick<EditedField, 'type'>): boolean {
  return sealed.has(type);
}

/** What the smallest and the largest are of; undefined where there is none. */
export function boundsOf({
  type,
  format,
}: Pick<EditedField, 'type' | 'format'>): 'length' | 'range' | undefined {
  if (type === 'date' || type === 'number') return 'range';
  // The code says all about itself.
  if (type === 'text') return format === 'italian_tax_code' ? undefined : 'length';
  return type === 'long_text' ? 'length' : undefined;
}

/** By which it is called where one name is needed: in the organization's language, else the first there is. */
export function nameIn(texts: Texts, language: string): string {
  return texts[language]?.trim() || (Object.values(texts).find((text) => text.trim() !== '') ?? '');
}

function given(texts: Texts): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
}

function optional<K extends string>(part: K, texts: Texts): { [P in K]?: Record<string, string> } {
  const said = given(texts);
  return Object.keys(said).length > 0 ? ({ [part]: said } as { [P in K]?: Record<string, string> }) : {};
}
