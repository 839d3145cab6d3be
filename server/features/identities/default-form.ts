import type { FormField, FormSection, IdentityForm } from '../../../contract/identity-form.ts';
import type { Text, Texts } from '../../platform/texts.ts';

type Plan = Pick<FormField, 'key' | 'type'> &
  Partial<Omit<FormField, 'choices' | 'label'>> & { readonly choices?: readonly string[] };

const today = 'today';
const name = { type: 'text', verified: true, sees: 'everybody', format: 'person_name' } as const;

/** The sections and fields of product.md, 2; their texts stand in `locales/<language>/identity_form.json`. */
const plan: Readonly<Record<string, readonly Plan[]>> = {
  who_you_are: [
    { key: 'given_name', ...name, required: true },
    { key: 'family_name', ...name, required: true },
    { key: 'preferred_name', ...name },
    { key: 'date_of_birth', type: 'date', verified: true, range: { min: '1900-01-01', max: today } },
    { key: 'place_of_birth', type: 'text', verified: true, length: { max: 100 } },
    { key: 'gender', type: 'choice', choices: ['female', 'male', 'another', 'not_said'] },
    { key: 'nationality', type: 'country', verified: true },
  ],
  contact: [
    { key: 'phone', type: 'phone' },
    { key: 'personal_email', type: 'email' },
    { key: 'address', type: 'address' },
  ],
  documents: [
    {
      key: 'document_kind',
      type: 'choice',
      verified: true,
      choices: ['identity_card', 'passport', 'driving_licence', 'residence_permit'],
    },
    {
      key: 'document_number',
      type: 'text',
      verified: true,
      sensitive: true,
      format: 'document_number',
      length: { max: 40 },
    },
    { key: 'document_country', type: 'country', verified: true },
    { key: 'document_expiry', type: 'date', verified: true },
    {
      key: 'tax_code',
      type: 'text',
      verified: true,
      sensitive: true,
      format: 'document_number',
      length: { max: 40 },
    },
  ],
  work: [
    { key: 'title', type: 'text', sees: 'everybody', length: { max: 100 } },
    { key: 'department', type: 'text', sees: 'everybody', length: { max: 100 } },
    { key: 'start_date', type: 'date' },
    { key: 'end_date', type: 'date' },
  ],
};

const made = new WeakMap<Texts, IdentityForm>();

/**
 * The form of an organization that never changed its own, with labels in every language that has a catalog. All of them
 * share one, made once of some hundred texts and frozen: each registration and each chunk of an import asks for it.
 */
export function defaultForm(texts: Texts): IdentityForm {
  const form = made.get(texts) ?? frozen(makeForm(texts));
  made.set(texts, form);
  return form;
}

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) frozen(part);
  return Object.freeze(value);
}

function makeForm(texts: Texts): IdentityForm {
  const say = (key: string) => textsOf(texts, key);
  const sections = Object.entries(plan).map(([key, fields]): FormSection => {
    const hint = say(`sections.${key}.hint`);
    return {
      key,
      label: say(`sections.${key}.label`) ?? {},
      ...(hint && { hint }),
      fields: fields.map((field) => fieldOf(field, say)),
    };
  });
  return { version: 1, allowsAlias: false, sections };
}

function fieldOf(
  { choices, ...field }: Plan,
  say: (key: string) => Record<string, string> | undefined,
): FormField {
  const hint = say(`fields.${field.key}.hint`);
  const purpose = say(`fields.${field.key}.purpose`);
  return {
    required: false,
    verified: false,
    sensitive: false,
    sees: 'reviewers',
    edits: 'everybody',
    retentionMonths: null,
    ...field,
    label: say(`fields.${field.key}.label`) ?? {},
    ...(hint && { hint }),
    ...(purpose && { purpose }),
    ...(choices && {
      choices: choices.map((value) => ({
        value,
        label: say(`fields.${field.key}.choices.${value}`) ?? {},
      })),
    }),
  };
}

/** By language; undefined for what is said in none. */
function textsOf(texts: Texts, key: string): Record<string, string> | undefined {
  const said = texts.languages.flatMap((language) => {
    const t = texts(language) as Text & { (key: string, options: object): string };
    const text = t(`identity_form:${key}`, { defaultValue: '' });
    return text === '' ? [] : [[language, text] as const];
  });
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}
