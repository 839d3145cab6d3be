import { Text } from '@mantine/core';
import { IconCircleCheckFilled, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { languageName } from '../../ui/language-name.ts';
import { MailFrame } from '../../ui/mail-frame.tsx';
import type { DeliveryWay } from './new-user-schema.ts';
import type { InvitationPreview } from './use-invitation-preview.ts';
import classes from './what-they-receive.module.css';

interface WhatTheyReceiveProps {
  readonly way: DeliveryWay;
  readonly language: string;
  readonly preview: InvitationPreview;
}

/** Beside the form: the real mail, as the server will write it, and what an account alone can do. */
export function WhatTheyReceive({ way, language, preview }: WhatTheyReceiveProps) {
  const { t } = useTranslation('registration');
  const byMail = way === 'email' || way === 'later';
  const { data, isError } = preview;
  return (
    <aside className={classes.aside} aria-label={t('aside.title')}>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('aside.title')}</h2>
        <Text c="dimmed" lang={language}>
          {languageName(language)}
        </Text>
      </div>
      {byMail && data && (
        <>
          <Text c="dimmed" mb="xs">
            {t('aside.subject', { subject: data.subject })}
          </Text>
          <MailFrame html={data.html} title={t('aside.frame')} maxHeight={900} />
        </>
      )}
      {byMail && isError && !data && <Text c="dimmed">{t('aside.noPreview')}</Text>}
      {!byMail && <Text>{t(way === 'link' ? 'aside.link' : 'aside.none')}</Text>}
      <h2 className={classes.title}>{t('aside.atFirst')}</h2>
      <ul className={classes.rights}>
        <li>
          <IconCircleCheckFilled size={16} color="var(--foyer-ok)" aria-hidden />
          {t('aside.may')}
        </li>
        <li>
          <IconLock size={16} stroke={1.7} aria-hidden />
          {t('aside.mayNot')}
        </li>
      </ul>
    </aside>
  );
}
