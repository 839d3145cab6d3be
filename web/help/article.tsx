import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './article.module.css';
import type { ArticleName } from './articles.ts';

interface ArticleProps {
  readonly name: ArticleName;
  /** Of the headings inside it. */
  readonly order: 3 | 4;
}

/** What a page is, what one does there, and what happens then. */
export function Article({ name, order }: ArticleProps) {
  const { t } = useTranslation('articles');
  const todo = Object.values(t(`${name}.todo`, { returnObjects: true }) as Record<string, string>);
  return (
    <div className={classes.article}>
      <Text>{t(`${name}.what`)}</Text>
      <Title order={order} className={classes.heading ?? ''}>
        {t('todo')}
      </Title>
      <ul>
        {todo.map((act) => (
          <li key={act}>{act}</li>
        ))}
      </ul>
      <Title order={order} className={classes.heading ?? ''}>
        {t('then')}
      </Title>
      <Text>{t(`${name}.then`)}</Text>
    </div>
  );
}
