import { Button } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { articleOpened } from './opened-article.ts';
import { useArticle } from './use-article.ts';

/** In the head of a page: opens its article beside it, and closes it. */
export function HelpButton() {
  const { t } = useTranslation('app');
  const article = useArticle();
  const opened = articleOpened.use();
  if (!article) return null;
  return (
    <Button
      id="help-button"
      variant="subtle"
      leftSection={<IconHelpCircle size={18} stroke={1.7} aria-hidden />}
      aria-expanded={opened}
      onClick={() => articleOpened.write(!opened)}
    >
      {t('nav.help')}
    </Button>
  );
}
