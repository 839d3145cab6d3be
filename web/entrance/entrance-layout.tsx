import { Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Door } from '../ui/door.tsx';
import { Logo } from '../ui/logo.tsx';
import { useDocumentTitle } from '../ui/use-document-title.ts';
import classes from './entrance-layout.module.css';
import { LanguageSelect } from './language-select.tsx';

interface EntranceLayoutProps {
  /** The organization, once it is known; the product until then. */
  readonly place?: string | undefined;
  readonly step?: string;
  readonly title: string;
  readonly intro?: ReactNode;
  /** The sentence on the door, and what stands below it. */
  readonly doorTitle: string;
  readonly doorText?: ReactNode;
  readonly children?: ReactNode;
}

// Outlives the layout: each state of a page may bring its own.
let lastTitle: string | undefined;

/** Every page before sign-in: one narrow column, and the open door beside it where there is room. */
export function EntranceLayout(props: EntranceLayoutProps) {
  const { t } = useTranslation('entrance');
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(props.title);
  // Another state of the page is a new page to a reader; the first one is announced by the browser.
  useEffect(() => {
    if (lastTitle !== undefined && lastTitle !== props.title) heading.current?.focus();
    lastTitle = props.title;
  }, [props.title]);
  return (
    <div className={classes.page}>
      <div className={classes.side}>
        <header className={classes.head}>
          <span className={classes.place}>
            <Logo />
            {props.place ?? t('product')}
          </span>
          <LanguageSelect />
        </header>
        <main className={classes.main} id="content">
          {props.step && (
            <Text size="md" c="dimmed" mb={4}>
              {props.step}
            </Text>
          )}
          <Title order={1} ref={heading} tabIndex={-1}>
            {props.title}
          </Title>
          {props.intro && (
            <Text size="md" c="dimmed" mt={8}>
              {props.intro}
            </Text>
          )}
          <div className={classes.body}>{props.children}</div>
        </main>
      </div>
      <Door title={props.doorTitle}>{props.doorText}</Door>
    </div>
  );
}
