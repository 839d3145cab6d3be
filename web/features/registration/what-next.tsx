import { Title, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconId, IconKey, IconUserPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Permission } from '../../../contract/permissions.ts';
import { may, useSession } from '../../shell/session.ts';
import { Locked } from '../../ui/locked.tsx';
import classes from './what-next.module.css';

interface WhatNextProps {
  readonly accountId: string;
  /** They have a digital identity already, validated or waiting. */
  readonly isRegistered: boolean;
  readonly onAnother: () => void;
}

/** Going on with the same person, or with the next one. */
export function WhatNext({ accountId, isRegistered, onAnother }: WhatNextProps) {
  const { t } = useTranslation('registration');
  const session = useSession();
  const arrow = <IconChevronRight size={20} stroke={1.7} className={`flip ${classes.arrow}`} aria-hidden />;
  return (
    <section aria-labelledby="what-next">
      <Title order={2} size="h3" id="what-next" mb="sm">
        {t('next.title')}
      </Title>
      <ul className={classes.list}>
        {!isRegistered &&
          (may(session, 'user-management:can_register_identity') ? (
            <li>
              <Link to="/user-registration/existing/$id" params={{ id: accountId }} className={classes.item}>
                <Words icon={<IconId size={20} stroke={1.7} />} title={t('next.identity')}>
                  {t('next.identityText')}
                </Words>
                {arrow}
              </Link>
            </li>
          ) : (
            <LockedItem
              icon={<IconId size={20} stroke={1.7} />}
              title={t('next.identity')}
              permission="user-management:can_register_identity"
            />
          ))}
        {may(session, 'permissions:access') ? (
          <li>
            <Link to="/permissions" search={{ account: accountId }} className={classes.item}>
              <Words icon={<IconKey size={20} stroke={1.7} />} title={t('next.access')}>
                {t('next.accessText')}
              </Words>
              {arrow}
            </Link>
          </li>
        ) : (
          <LockedItem
            icon={<IconKey size={20} stroke={1.7} />}
            title={t('next.access')}
            permission="permissions:access"
          />
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

interface LockedItemProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly permission: Permission;
}

function LockedItem({ icon, title, permission }: LockedItemProps) {
  const { t } = useTranslation('registration');
  return (
    <li className={classes.item} data-locked>
      <Words icon={icon} title={title}>
        <Locked
          reason={
            <Trans
              t={t}
              i18nKey="options.needs"
              values={{ permission }}
              components={{ code: <code dir="ltr" /> }}
            />
          }
        />
      </Words>
    </li>
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
