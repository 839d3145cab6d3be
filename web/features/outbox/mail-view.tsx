import { Tabs } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
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
        <MailFrame {...mail} />
      </Tabs.Panel>
      <Tabs.Panel value="text">
        <pre className={classes.text}>{mail.text}</pre>
      </Tabs.Panel>
    </Tabs>
  );
}

/**
 * No script runs in the frame and no form is sent; it shares our origin only so that its height can be read.
 * Its links open in a tab of their own, since no page of ours may stand in a frame.
 */
function MailFrame({ subject, html }: MailViewProps['mail']) {
  const { t } = useTranslation('outbox');
  const [height, setHeight] = useState(640);
  const measure = ({ currentTarget }: SyntheticEvent<HTMLIFrameElement>) => {
    setHeight(currentTarget.contentDocument?.documentElement.scrollHeight ?? height);
  };
  return (
    <iframe
      className={classes.frame}
      title={t('mail.frame', { subject })}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      srcDoc={html.replace('<head>', '<head><base target="_blank">')}
      style={{ blockSize: height }}
      onLoad={measure}
    />
  );
}
