import { useTranslation } from 'react-i18next';
import type { FormField } from '../../../contract/identity-form.ts';
import { ChoiceSearch } from '../../ui/choice-search.tsx';
import { Field } from '../../ui/field.tsx';
import { AddressField } from './address-field.tsx';
import { autocompleteOf } from './autocomplete-of.ts';
import { ChoicesField } from './choices-field.tsx';
import type { FieldDraft } from './field-draft.ts';
import { FieldNotes } from './field-notes.tsx';
import { textIn } from './text-in.ts';
import { useCountryChoices } from './use-country-choices.ts';
import { YesNoField } from './yes-no-field.tsx';

export interface IdentityFieldProps {
  readonly field: FormField;
  readonly draft: FieldDraft | undefined;
  readonly error: string | undefined;
  /** Why a reviewer gave it back. */
  readonly reason?: string | undefined;
  /** It holds something which is not shown here, and stays so unless something is typed. */
  readonly isHidden?: boolean;
  readonly onChange: (draft: FieldDraft) => void;
}

/** One field of the organization's form, drawn as its type asks. */
export function IdentityField(props: IdentityFieldProps) {
  if (props.field.type === 'address') return <AddressField {...props} />;
  if (props.field.type === 'choices') return <ChoicesField {...props} />;
  if (props.field.type === 'boolean') return <YesNoField {...props} />;
  return <LineField {...props} />;
}

const read = new Set(['digits', 'letters_and_digits', 'document_number', 'italian_tax_code']);

/** Of more choices than this, one is searched for. */
const shortList = 12;

function LineField({ field, draft, error, reason, isHidden = false, onChange }: IdentityFieldProps) {
  const { t, i18n } = useTranslation('identities');
  const countries = useCountryChoices();
  const { type, key, label, hint, purpose, required, format } = field;
  const isKept = isHidden && draft === undefined;
  const shared = {
    name: key,
    label: textIn(label, i18n.language),
    hint: hint && textIn(hint, i18n.language),
    optional: !required,
    error,
    value: typeof draft === 'string' || typeof draft === 'number' ? String(draft) : '',
    onChange,
    tied: purpose !== undefined || reason !== undefined || isKept,
    below: <FieldNotes purpose={purpose} reason={reason} isKept={isKept} />,
  };
  if (type === 'long_text') return <Field {...shared} kind="textarea" rows={4} />;
  if (type === 'country') return <ChoiceSearch {...shared} choices={countries} />;
  if (type === 'choice') {
    const choices = (field.choices ?? []).map((one) => ({
      value: one.value,
      label: textIn(one.label, i18n.language),
    }));
    if (choices.length > shortList) return <ChoiceSearch {...shared} choices={choices} />;
    const nothing = { value: '', label: t('field.choose') };
    return <Field {...shared} kind="select" choices={[nothing, ...choices]} />;
  }
  return (
    <Field
      {...shared}
      type={inputType(type)}
      autoComplete={autocompleteOf(key)}
      ltr={['phone', 'email', 'url'].includes(type) || (format !== undefined && read.has(format))}
    />
  );
}

function inputType(type: FormField['type']) {
  if (type === 'date' || type === 'email' || type === 'url') return type;
  if (type === 'phone') return 'tel';
  return type === 'number' ? 'decimal' : 'text';
}
