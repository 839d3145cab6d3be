import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MailFrame } from '../../ui/mail-frame.tsx';
import classes from './mail-view.module.css';

interface MailViewProps {
  readonly mail: { readonly subject: string; readonly html: string; readonly text: string };
}

/** The mail as a mail program would show it, and its twin in plain text. */
export function MailView({ mail }: MailViewProps) {
  const { t } = useTranslation('outbox');
  return (
    <Tabs defaultValue="formatted" keepMounted={false} maw={720}>
      <Tabs.List aria-label={t('mail.view')} mb="md">
        <Tabs.Tab value="formatted">{t('mail.formatted')}</Tabs.Tab>
        <Tabs.Tab value="text">{t('mail.text')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="formatted">
        <MailFrame title={t('mail.frame', { subject: mail.subject })} html={mail.html} linked />
      </Tabs.Panel>
      <Tabs.Panel value="text">
        <pre className={classes.text}>{mail.text}</pre>
      </Tabs.Panel>
    </Tabs>
  );
}
