import { Button } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { may, useSession } from '../../shell/session.ts';
import { Notice } from '../../ui/notice.tsx';
import classes from './for-person.module.css';
import type { PermissionsSearch } from './parse-permissions-search.ts';
import { candidateQuery } from './permission-queries.ts';

/** Says for whom grants are being made, while the address names someone. */
export function ForPerson({ account }: { account: string }) {
  const { t } = useTranslation('permissions');
  const mayGrant = may(useSession(), 'permissions:can_grant');
  const { data: person } = useQuery({ ...candidateQuery(account), enabled: mayGrant });
  if (!person) return null;
  return (
    <div className={classes.notice}>
      <Notice
        tone="info"
        title={t('forPerson.title', { name: person.name })}
        icon={<IconUser size={20} stroke={1.7} />}
      >
        <div className={classes.words}>
          <span>
            {t('forPerson.text')} {person.identityState !== 'validated' && t('forPerson.waits')}
          </span>
          <Button
            component={Link}
            to="/permissions"
            search={((old: PermissionsSearch) => ({ ...old, account: undefined })) as never}
            resetScroll={false}
            variant="default"
            size="xs"
          >
            {t('forPerson.done')}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
