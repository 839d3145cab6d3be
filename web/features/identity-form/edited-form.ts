import type {
  FieldType,
  FormField,
  FormSection,
  IdentityForm,
  TextFormat,
} from '../../../contract/identity-form.ts';

/** By language; '' where it is emptied. */
export type Texts = Readonly<Record<string, string>>;

export interface EditedChoice {
  readonly id: string;
  /** '' while it follows the label. */
  readonly value: string;
  readonly label: Texts;
}

/** A field as it is edited: numbers are what is typed, and nothing is undefined. */
export interface EditedField {
  /** Stays the same while it is moved and renamed. */
  readonly id: string;
  /** Not in the form that is saved: its key and type may still change. */
  readonly isNew: boolean;
  /** '' while it follows the label. */
  readonly key: string;
  readonly type: FieldType;
  readonly label: Texts;
  readonly hint: Texts;
  readonly purpose: Texts;
  readonly required: boolean;
  readonly verified: boolean;
  readonly sensitive: boolean;
  readonly sees: FormField['sees'];
  readonly edits: FormField['edits'];
  readonly retentionMonths: string;
  readonly choices: readonly EditedChoice[];
  readonly format: TextFormat | '';
  /** Of a text its length, of a number or a date its range: a number, a day, or `today`. */
  readonly min: string;
  readonly max: string;
}

export interface EditedSection {
  readonly id: string;
  readonly isNew: boolean;
  readonly key: string;
  readonly label: Texts;
  readonly hint: Texts;
  readonly fields: readonly EditedField[];
}

export interface EditedForm {
  readonly allowsAlias: boolean;
  readonly sections: readonly EditedSection[];
}

/** The saved form, ready to be changed. */
export function editedForm({
  allowsAlias,
  sections,
}: Pick<IdentityForm, 'allowsAlias' | 'sections'>): EditedForm {
  return { allowsAlias, sections: sections.map(editedSection) };
}

function editedSection({ key, label, hint = {}, fields }: FormSection): EditedSection {
  return { id: `section ${key}`, isNew: false, key, label, hint, fields: fields.map(editedField) };
}

function editedField(field: FormField): EditedField {
  const { key, hint = {}, purpose = {}, choices = [], format = '', length, range, retentionMonths } = field;
  const bounds: { readonly min?: string | number | undefined; readonly max?: string | number | undefined } =
    length ?? range ?? {};
  return {
    ...field,
    id: `field ${key}`,
    isNew: false,
    hint,
    purpose,
    format,
    choices: choices.map((choice) => ({ ...choice, id: `choice ${key} ${choice.value}` })),
    retentionMonths: String(retentionMonths ?? ''),
    min: String(bounds.min ?? ''),
    max: String(bounds.max ?? ''),
  };
}

const newId = () => crypto.randomUUID();

export function newField(): EditedField {
  return {
    id: newId(),
    isNew: true,
    key: '',
    type: 'text',
    label: {},
    hint: {},
    purpose: {},
    required: false,
    verified: false,
    sensitive: false,
    sees: 'reviewers',
    edits: 'everybody',
    retentionMonths: '',
    choices: [],
    format: '',
    min: '',
    max: '',
  };
}

export function newSection(): EditedSection {
  return { id: newId(), isNew: true, key: '', label: {}, hint: {}, fields: [] };
}

export function newChoice(): EditedChoice {
  return { id: newId(), value: '', label: {} };
}
