import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/field.tsx';
import { languageName } from '../../ui/language-name.ts';
import type { Texts } from './edited-form.ts';

interface TextsFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly texts: Texts;
  /** Which of the texts is typed now. */
  readonly language: string;
  readonly error?: string | undefined;
  readonly onChange: (texts: Texts) => void;
  readonly autoFocus?: boolean;
}

/** One text of the form in the language that is chosen; what it says in another one stands by until it is said in this. */
export function TextsField({ texts, language, onChange, hint, ...field }: TextsFieldProps) {
  const { t } = useTranslation('identity-form');
  const value = texts[language] ?? '';
  const other = Object.entries(texts).find(([tag, text]) => tag !== language && text.trim() !== '');
  const said =
    value.trim() === '' && other
      ? t('texts.elsewhere', { language: languageName(other[0]), text: other[1] })
      : undefined;
  return (
    <Field
      {...field}
      language={language}
      hint={[hint, said].filter(Boolean).join(' ')}
      value={value}
      onChange={(text) => onChange({ ...texts, [language]: text })}
    />
  );
}
