import { Anchor, Button, Kbd, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Leaves } from '../../ui/leaves.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { openedLayer } from '../../commands/opened-layer.ts';
import classes from './help-page.module.css';
import { PageArticles } from './page-articles.tsx';

const topics = ['two', 'join', 'locked', 'password', 'who', 'pages', 'keys'] as const;

/** Short articles, in place. */
export function HelpPage() {
  const { t } = useTranslation('help');
  const rich = (key: 'two.account') => (
    <Trans
      t={t}
      i18nKey={key}
      components={{ b: <b />, security: <Anchor component={Link} to="/security" fz="inherit" /> }}
    />
  );
  const content: Record<(typeof topics)[number], ReactNode> = {
    two: (
      <div className={classes.beside}>
        <Leaves account="done" identity="missing" size={64} />
        <div>
          <Text>{rich('two.account')}</Text>
          <Text>{rich('two.identity' as 'two.account')}</Text>
          <Text c="dimmed">{t('two.leaves')}</Text>
        </div>
      </div>
    ),
    join: (
      <>
        <ol>
          <li>{t('join.first')}</li>
          <li>{t('join.second')}</li>
          <li>{t('join.third')}</li>
        </ol>
        <Text>{t('join.ended')}</Text>
      </>
    ),
    locked: (
      <>
        <Text>{rich('locked.identity' as 'two.account')}</Text>
        <Text>{rich('locked.permission' as 'two.account')}</Text>
        <Text>{rich('locked.soon' as 'two.account')}</Text>
      </>
    ),
    password: (
      <>
        <Text>{rich('password.change' as 'two.account')}</Text>
        <Text>{t('password.forgotten')}</Text>
        <Text>{t('password.stranger')}</Text>
      </>
    ),
    who: (
      <ul>
        <li>{t('who.inviter')}</li>
        <li>{t('who.granter')}</li>
        <li>{t('who.operator')}</li>
      </ul>
    ),
    pages: <PageArticles />,
    keys: (
      <>
        <dl className={classes.keys}>
          <dt>
            <Kbd>Tab</Kbd>
          </dt>
          <dd>{t('keys.tab')}</dd>
          <dt>
            <Kbd>Esc</Kbd>
          </dt>
          <dd>{t('keys.escape')}</dd>
          <dt>
            <Kbd>↑</Kbd> <Kbd>↓</Kbd>
          </dt>
          <dd>{t('keys.arrows')}</dd>
        </dl>
        <Button variant="default" mt="md" onClick={() => openedLayer.write('keys')}>
          {t('keys.all')}
        </Button>
      </>
    ),
  };
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <div className={classes.columns}>
        <nav className={classes.contents} aria-label={t('contents')}>
          <ul>
            {topics.map((key) => (
              <li key={key}>
                <Anchor href={`#${key}`} c="inherit" underline="hover">
                  {t(`${key}.title`)}
                </Anchor>
              </li>
            ))}
          </ul>
        </nav>
        <div className={classes.articles}>
          {topics.map((key) => (
            <section key={key} id={key} aria-labelledby={`${key}-title`} className={classes.article}>
              <Title order={2} id={`${key}-title`}>
                {t(`${key}.title`)}
              </Title>
              {content[key]}
            </section>
          ))}
        </div>
      </div>
    </>
  );
}
