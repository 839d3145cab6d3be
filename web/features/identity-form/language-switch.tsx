import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/field.tsx';
import { languageName } from '../../ui/language-name.ts';

interface LanguageSwitchProps {
  readonly name: string;
  readonly languages: readonly string[];
  readonly value: string;
  readonly onChange: (language: string) => void;
}

/** In which language the texts of the form are read and typed. Nothing where there is only one. */
export function LanguageSwitch({ name, languages, value, onChange }: LanguageSwitchProps) {
  const { t } = useTranslation('identity-form');
  if (languages.length < 2) return null;
  return (
    <Field
      kind="select"
      name={name}
      label={t('texts.language')}
      value={value}
      onChange={onChange}
      choices={languages.map((tag) => ({ value: tag, label: languageName(tag) }))}
      maxWidth={220}
    />
  );
}
