import { Title, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconId, IconKey, IconUserPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { may, useSession } from '../../shell/session.ts';
import { Locked } from '../../ui/locked.tsx';
import classes from './what-next.module.css';

/** Going on with the same person, or with the next one. */
export function WhatNext({ onAnother }: { onAnother: () => void }) {
  const { t } = useTranslation('registration');
  const session = useSession();
  const arrow = <IconChevronRight size={20} stroke={1.7} className={`flip ${classes.arrow}`} aria-hidden />;
  return (
    <section aria-labelledby="what-next">
      <Title order={2} size="h3" id="what-next" mb="sm">
        {t('next.title')}
      </Title>
      <ul className={classes.list}>
        <li className={classes.item} data-locked>
          <Words icon={<IconId size={20} stroke={1.7} />} title={t('next.identity')}>
            <Locked reason={t('options.notYet')} />
          </Words>
        </li>
        {may(session, 'permissions:access') ? (
          <li>
            <Link to="/permissions" className={classes.item}>
              <Words icon={<IconKey size={20} stroke={1.7} />} title={t('next.access')}>
                {t('next.accessText')}
              </Words>
              {arrow}
            </Link>
          </li>
        ) : (
          <li className={classes.item} data-locked>
            <Words icon={<IconKey size={20} stroke={1.7} />} title={t('next.access')}>
              <Locked
                reason={
                  <Trans
                    t={t}
                    i18nKey="options.needs"
                    values={{ permission: 'permissions:access' }}
                    components={{ code: <code dir="ltr" /> }}
                  />
                }
              />
            </Words>
          </li>
        )}
        <li>
          <UnstyledButton className={classes.item} onClick={onAnother}>
            <Words icon={<IconUserPlus size={20} stroke={1.7} />} title={t('next.another')}>
              {t('next.anotherText')}
            </Words>
            {arrow}
          </UnstyledButton>
        </li>
      </ul>
    </section>
  );
}

function Words({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <>
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      <span className={classes.words}>
        <span className={classes.title}>{title}</span>
        <span className={classes.text}>{children}</span>
      </span>
    </>
  );
}
