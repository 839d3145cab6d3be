import { Menu } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '../ui/describe-problem.ts';
import { languageName } from '../ui/language-name.ts';
import { showToast } from '../ui/show-toast.tsx';
import { entranceQuery } from './entrance-query.ts';
import { keepLanguage } from './follow-account-language.ts';

/** In the user menu: the organization's languages in their own words. A choice counts at once, and for mails to come. */
export function LanguageChoice() {
  const { t, i18n } = useTranslation('ui');
  const { data: entrance } = useQuery(entranceQuery);
  const keeping = useMutation({
    mutationFn: keepLanguage,
    onError: (error) => showToast(describeProblem(error).title),
  });
  return (
    <>
      <Menu.Label>{t('language')}</Menu.Label>
      <Menu.RadioGroup value={i18n.language} onChange={(language) => keeping.mutate(language)}>
        {(entrance?.languages ?? [i18n.language]).map((language) => (
          <Menu.RadioItem key={language} value={language} lang={language} closeMenuOnClick={false}>
            {languageName(language)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
    </>
  );
}
