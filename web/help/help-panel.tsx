import { Anchor, Title } from '@mantine/core';
import { Link, useMatches } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SidePanel } from '../ui/side-panel.tsx';
import { Article } from './article.tsx';
import type { ArticleName } from './articles.ts';
import { articleOpened } from './opened-article.ts';

function close() {
  articleOpened.write(false);
  document.getElementById('help-button')?.focus();
}

/** The article beside its page. It follows to the next page, and makes room for a panel of the same page. */
export function HelpPanel({ name }: { name: ArticleName }) {
  const { t } = useTranslation('articles');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  useLeaving(name);
  return (
    <SidePanel
      label={t('label')}
      title={
        <Title order={2} ref={title} tabIndex={-1}>
          {t(`${name}.title`)}
        </Title>
      }
      onClose={close}
    >
      <Article name={name} order={3} />
      <Anchor component={Link} to="/help" display="inline-block" mt="lg">
        {t('all')}
      </Anchor>
    </SidePanel>
  );
}

function useLeaving(name: ArticleName): void {
  // Not the location: it is the next page's while this one is still shown.
  const pathname = useMatches().at(-1)?.pathname ?? '';
  const before = useRef({ name, pathname });
  const moved = useEffectEvent(() => {
    const opensPanel = before.current.pathname !== pathname && before.current.name === name;
    before.current = { name, pathname };
    if (opensPanel) articleOpened.write(false);
  });
  useEffect(() => moved(), [pathname]);
}
