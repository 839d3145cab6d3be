import { VisuallyHidden } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Application } from '../../../contract/grants.ts';
import { useApplicationWords } from '../../ui/use-application-words.ts';
import classes from './permission-list.module.css';

interface PermissionListProps {
  readonly application: Application;
  readonly chosen: string;
}

/** The permissions of one application: what each lets one do, and how many people have it. */
export function PermissionList({ application, chosen }: PermissionListProps) {
  const { t } = useTranslation('permissions');
  const words = useApplicationWords();
  const { slug, permissions } = application;
  const label = t('permissions.label', { application: words.application(slug).title });
  return (
    <ul className={classes.list} aria-label={label}>
      {permissions.map(({ name, holders, grantable }) => (
        <li key={name}>
          <Link
            to="/permissions"
            search={(old) => ({ ...old, application: slug, permission: name })}
            resetScroll={false}
            className={classes.item}
            aria-current={name === chosen ? 'true' : undefined}
            data-chosen={name === chosen || undefined}
          >
            <code className={classes.name}>{name}</code>
            <span className={classes.what}>{words.permission(slug, name).description}</span>
            <span className={classes.holders}>
              {!grantable && (
                <>
                  <IconLock size={16} stroke={1.7} aria-hidden />
                  <VisuallyHidden>{t('permissions.notYours')}</VisuallyHidden>
                </>
              )}
              {t('permissions.holders', { count: holders })}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
