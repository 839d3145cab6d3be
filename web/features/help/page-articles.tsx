import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Article } from '../../help/article.tsx';
import { articleNames, articles } from '../../help/articles.ts';
import { may, useSession } from '../../shell/session.ts';
import classes from './help-page.module.css';

/** The articles of the pages that this person may open, one below the other. */
export function PageArticles() {
  const { t } = useTranslation('articles');
  const session = useSession();
  return (
    <>
      <Text>{t('intro')}</Text>
      {articleNames
        .filter((name) => may(session, articles[name]))
        .map((name) => (
          <details key={name} className={classes.page}>
            <summary>{t(`${name}.title`)}</summary>
            <Article name={name} order={3} />
          </details>
        ))}
    </>
  );
}
