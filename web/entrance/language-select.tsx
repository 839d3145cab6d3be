import { Input } from '@mantine/core';
import { IconLanguage, IconSelector } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../texts.ts';
import { languageName } from '../ui/language-name.ts';
import { offeredLanguages } from './offered-languages.ts';

/** Languages in their own words; nothing while there is only one. */
export function LanguageSelect() {
  const { t, i18n } = useTranslation('entrance');
  const languages = offeredLanguages.use();
  if (languages.length < 2) return null;
  return (
    <Input
      component="select"
      pointer
      aria-label={t('language')}
      value={i18n.language}
      onChange={(event) => void chooseLanguage(event.currentTarget.value)}
      leftSection={<IconLanguage size={16} stroke={1.7} aria-hidden />}
      rightSection={<IconSelector size={16} stroke={1.7} aria-hidden />}
    >
      {languages.map((language) => (
        <option key={language} value={language} lang={language}>
          {languageName(language)}
        </option>
      ))}
    </Input>
  );
}
